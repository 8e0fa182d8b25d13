import { join } from 'node:path'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { compareInterleaved, type Summary } from './harness.ts'
import { yardstick } from './lib/processor-time.ts'
import { runProgram } from './lib/run-program.ts'
import type { SchedulingAnswer, SchedulingInput } from './programs/scheduling.ts'
import type { SchedulingPlansAnswer, SchedulingPlansInput } from './programs/scheduling-plans.ts'

const tasks = 1000
const pool = 8
const projects = 4
/** The same number of tasks in plans; both limits bind beside the pool's. */
const plans = { runs: 20, tasksOfRun: tasks / 20, projects, pool, project: 3, parallel: 2 } as const

export const name = 'scheduling'

function complaint(answer: SchedulingAnswer): string | undefined {
  if (answer.ready !== tasks || answer.changed !== tasks) return `${answer.ready} of ${tasks} tasks ended ready`
  if (answer.mostSlots > pool) return `${answer.mostSlots} slots were held at once, the limit is ${pool}`
  if (answer.mostTurns > pool) return `${answer.mostTurns} turns ran at once, the limit is ${pool}`
  if (answer.mostSlots < pool) return `the pool was never full: ${answer.mostSlots} of ${pool}`
  return answer.outOfOrder === 0 ? undefined : `${answer.outOfOrder} threads were served out of order`
}

function complaintOfPlans({ attempts, landed, most, mostTurns, tooEarly }: SchedulingPlansAnswer): string | undefined {
  if (landed !== tasks) return `${landed} of ${tasks} tasks landed`
  if (attempts !== tasks) return `${tasks} tasks took ${attempts} attempts`
  if (tooEarly > 0) return `${tooEarly} tasks began before what they come after`
  if (mostTurns > pool) return `${mostTurns} turns ran at once, the limit is ${pool}`
  const limits = { pool, project: plans.project, run: plans.parallel }
  for (const kind of ['pool', 'project', 'run'] as const) {
    // A limit that nothing comes up to proves nothing.
    if (most[kind] !== limits[kind]) return `${most[kind]} slots of one ${kind} were held, the limit is ${limits[kind]}`
  }
  return undefined
}

interface Measurement<Answer> {
  readonly context: BenchContext
  readonly what: string
  measure(dataFolder: string): Promise<Answer>
  complaint(answer: Answer): string | undefined
}

/** Processor time a task in turns with the yardstick, each round in a fresh process over a fresh store. */
async function measured<Answer extends { readonly processor: number; readonly elapsed: number }>({
  complaint,
  context: { folder, note, rounds },
  measure,
  what,
}: Measurement<Answer>) {
  let round = 0
  let elapsed = 0
  const compared = await compareInterleaved<Answer | undefined>({
    rounds,
    baseline: async () => ({ measured: yardstick(), answer: undefined }),
    subject: async () => {
      round += 1
      const answer = await measure(join(folder, `${what} ${round}`))
      note(`${what}, round ${round}: ${(answer.processor / tasks).toFixed(3)} ms of processor time a task`)
      elapsed = answer.elapsed
      return { measured: answer.processor / tasks, answer }
    },
    check: (answer) => (answer === undefined ? 'nothing' : complaint(answer)),
  })
  return { ...compared, elapsed }
}

/** A thousand tasks from dispatch to ready; and as many in plans with links and limits, from the plan to the landing. */
export async function run(context: BenchContext): Promise<Outcome> {
  const single = await measured<SchedulingAnswer>({
    context,
    what: 'single tasks',
    measure: (dataFolder) => {
      const input: SchedulingInput = { dataFolder, tasks, pool, projects }
      return runProgram({ program: 'scheduling', input })
    },
    complaint,
  })
  const planned = await measured<SchedulingPlansAnswer>({
    context,
    what: 'plans',
    measure: (dataFolder) => {
      const input: SchedulingPlansInput = { dataFolder, ...plans }
      return runProgram({ program: 'scheduling-plans', input })
    },
    complaint: complaintOfPlans,
  })
  const row = (what: string, { median, worst }: Summary) => ({ what, median, worst })
  const once = (what: string, { elapsed }: { readonly elapsed: number }) => ({ what, median: elapsed, worst: elapsed })
  return {
    rows: [
      row('processor time a task, ms', single.subject),
      row('the yardstick, ms', single.baseline),
      once('from the first dispatch to the last end, ms (last round)', single),
      row('in plans: processor time a task, ms', planned.subject),
      once('in plans: from the first plan to the last landing, ms (last round)', planned),
    ],
    gates: [atMost('processor time a task, ms', single.subject.median, 1)],
    ratios: {
      'all tasks per yardstick': (single.subject.median * tasks) / single.baseline.median,
      'all planned tasks per yardstick': (planned.subject.median * tasks) / planned.baseline.median,
    },
  }
}
