/** Runs once and answers what it measured (milliseconds, or any unit where less is better) and what it computed. */
export type Contender<Answer> = () => Promise<{ readonly measured: number; readonly answer: Answer }>

export interface Comparison<Answer> {
  readonly baseline: Contender<Answer>
  readonly subject: Contender<Answer>
  /** Valid rounds wanted. */
  readonly rounds: number
  /** The correctness gate: what is wrong with the subject's answer, or undefined. A fast wrong answer fails. */
  readonly check: (subject: Answer, baseline: Answer) => string | undefined
}

export interface Summary {
  readonly median: number
  readonly worst: number
}

export interface Compared {
  readonly baseline: Summary
  readonly subject: Summary
  /** Median of the rounds' baseline over subject: how many times better the subject is. */
  readonly ratio: number
  readonly rounds: number
  readonly voidRounds: number
}

interface Round {
  readonly baseline: number
  readonly subject: number
  readonly spread: number
}

const largestSpread = 2
const attemptsPerRound = 4

/** The middle value; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new Error('the median of no values')
  return (upper + lower) / 2
}

function summarize(values: readonly number[]): Summary {
  return { median: median(values), worst: Math.max(...values) }
}

/** Baseline, subject, baseline: the two baselines tell whether the machine was steady meanwhile. */
async function runRound<Answer>(comparison: Comparison<Answer>): Promise<Round> {
  const before = await comparison.baseline()
  const subject = await comparison.subject()
  const after = await comparison.baseline()
  const wrong = comparison.check(subject.answer, before.answer)
  if (wrong !== undefined) throw new Error(`the measured code gave a wrong answer: ${wrong}`)
  const low = Math.min(before.measured, after.measured)
  const high = Math.max(before.measured, after.measured)
  return { baseline: (low + high) / 2, subject: subject.measured, spread: high / low }
}

/** Measures both in turns until enough rounds were steady; gives up on a machine that is too noisy. */
export async function compareInterleaved<Answer>(comparison: Comparison<Answer>): Promise<Compared> {
  const valid: Round[] = []
  let attempts = 0
  while (valid.length < comparison.rounds) {
    if (attempts === comparison.rounds * attemptsPerRound) {
      throw new Error(`too noisy: only ${valid.length} of ${attempts} rounds had a steady baseline`)
    }
    attempts++
    const round = await runRound(comparison)
    if (round.spread <= largestSpread) valid.push(round)
  }
  return {
    baseline: summarize(valid.map((round) => round.baseline)),
    subject: summarize(valid.map((round) => round.subject)),
    ratio: median(valid.map((round) => round.baseline / round.subject)),
    rounds: valid.length,
    voidRounds: attempts - valid.length,
  }
}
