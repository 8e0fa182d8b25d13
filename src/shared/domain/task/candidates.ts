import type { Model } from '../model.ts'
import { threadSpend } from '../thread/spending.ts'
import type { AgentChoice, Thread } from '../thread/state.ts'
import { provenWords } from '../verification/queries.ts'
import type { Verdict } from '../verification/state.ts'
import type { Task, TaskAttempt } from './state.ts'

/** What is known of a candidate's work, best first. */
const standings = [
  'proven',
  /** All gates passed, some of them only at their second run. */
  'flaky',
  /** There is work, and no gates that could say anything about it. */
  'unproven',
  /** It is not at its end. */
  'at-work',
  /** It came to rest without being done. */
  'parked',
  'failed',
  'unchanged',
  /** Another one took its place. */
  'set-aside',
] as const

export type CandidateStanding = (typeof standings)[number]

export interface Candidate {
  /** Counts from 1. */
  readonly rank: number
  readonly attempt: number
  readonly thread: Thread['id']
  readonly agent: AgentChoice
  readonly standing: CandidateStanding
  /** Gates that passed on its work as it is now. */
  readonly gates: number
  /** What somebody who looked at it found, in prose; never a proof. */
  readonly judged: Exclude<Verdict['outcome'], 'none'> | null
  readonly files: number
  /** Lines, added and taken out together. */
  readonly lines: number
  /** US dollars; null where no agent told. */
  readonly cost: number | null
  /** Milliseconds in turns that are over. */
  readonly workMs: number
  /** Why it stands where it does, in one sentence. */
  readonly reason: string
  /** A judge may pick it, and so may a person at once. */
  readonly eligible: boolean
}

type Facts = Omit<Candidate, 'rank' | 'reason'>

/**
 * The attempts at a task, best first: what is proven, what its gates found flaky, what has none, then what failed. Among
 * equals a judged verdict counts, then the smaller change, the lower cost, the shorter work. Discarded ones are left out.
 */
export function rankCandidates(model: Model, task: Task): readonly Candidate[] {
  const facts = task.threads.flatMap((attempt) => factsOf(model, attempt) ?? [])
  // Where one of them told no cost there is nothing to compare.
  const told = facts.every(({ cost }) => cost !== null)
  const ranked = facts.sort((one, other) => compare(one, other, told).order || one.attempt - other.attempt)
  return ranked.map((one, index) => {
    const next = ranked[index + 1]
    const ahead = next === undefined ? null : compare(one, next, told).because
    const before = next === undefined || ahead === null ? '' : ` Before attempt ${next.attempt}: ${ahead}.`
    return { ...one, rank: index + 1, reason: `${wordsOf(one)}.${before}` }
  })
}

function factsOf(model: Model, { agent, number, thread: id }: TaskAttempt): Facts | null {
  const thread = model.thread.get(id)
  if (thread === undefined || thread.state.kind === 'discarded') return null
  const words = provenWords(model, thread)
  const passed = words.kind === 'proven' || words.kind === 'judged'
  const outcome = words.kind === 'judged' ? words.verdict.outcome : 'none'
  const { additions = 0, deletions = 0, files = 0 } = thread.checkpoint ?? {}
  const standing = standingOf(thread, { files, words })
  const { cost, workMs } = threadSpend(thread, 0)
  return {
    attempt: number,
    thread: id,
    agent,
    standing,
    gates: passed ? words.gates : 0,
    judged: outcome === 'none' ? null : outcome,
    files,
    lines: additions + deletions,
    cost,
    workMs,
    eligible: standing === 'proven' || standing === 'flaky' || standing === 'unproven',
  }
}

const failures: ReadonlySet<string> = new Set(['gate-failed', 'refuted'])

function standingOf(
  { state }: Thread,
  { files, words }: { readonly files: number; readonly words: ReturnType<typeof provenWords> },
): CandidateStanding {
  if (state.kind === 'parked') {
    if (state.reason.code === 'superseded') return 'set-aside'
    return words.kind === 'failed' || failures.has(state.reason.code) ? 'failed' : 'parked'
  }
  if (state.kind !== 'ready' && state.kind !== 'landing' && state.kind !== 'landed') return 'at-work'
  if (words.kind === 'failed') return 'failed'
  if (files === 0) return 'unchanged'
  if (words.kind === 'proven' || words.kind === 'judged') return words.flaky > 0 ? 'flaky' : 'proven'
  return 'unproven'
}

const judgedOrder = { stands: 0, refuted: 2 } as const

interface Compared {
  /** Below 0: the first goes before the second. */
  readonly order: number
  /** What makes the difference, as a part of a sentence about the first; null where nothing does. */
  readonly because: string | null
}

function compare(one: Facts, other: Facts, costsTold: boolean): Compared {
  const standing = standings.indexOf(one.standing) - standings.indexOf(other.standing)
  if (standing !== 0) return { order: standing, because: `that one ${standingWords[other.standing]}` }
  const judged = judgedRank(one) - judgedRank(other)
  if (judged !== 0) return { order: judged, because: 'it was judged better' }
  if (one.lines !== other.lines) {
    return { order: one.lines - other.lines, because: `its change is smaller, ${one.lines} lines to ${other.lines}` }
  }
  const [cost, others] = costsTold ? [one.cost ?? 0, other.cost ?? 0] : [0, 0]
  if (cost !== others)
    return { order: cost - others, because: `it cost less, $${cost.toFixed(2)} to $${others.toFixed(2)}` }
  if (one.workMs !== other.workMs) return { order: one.workMs - other.workMs, because: 'it took less time' }
  return { order: 0, because: null }
}

function judgedRank({ judged }: Facts): number {
  return judged === null ? 1 : judgedOrder[judged]
}

const standingWords: { readonly [Standing in CandidateStanding]: string } = {
  proven: 'passed its gates',
  flaky: 'passed its gates only at a second run',
  unproven: 'has no gates that prove it',
  'at-work': 'is still at work',
  parked: 'is parked',
  failed: 'failed its gates',
  unchanged: 'changed nothing',
  'set-aside': 'was set aside',
}

function wordsOf({ files, gates, judged, lines, standing }: Facts): string {
  const passed = gates > 0 && standing !== 'failed' ? ` (${gates} ${gates === 1 ? 'gate' : 'gates'})` : ''
  const verdict = judged === null ? '' : `, judged: ${judged}`
  const size = `, ${files} ${files === 1 ? 'file' : 'files'} with ${lines} changed ${lines === 1 ? 'line' : 'lines'}`
  return `It ${standingWords[standing]}${passed}${verdict}${standing === 'unchanged' ? '' : size}`
}
