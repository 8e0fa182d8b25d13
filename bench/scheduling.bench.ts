import { join } from 'node:path'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { compareInterleaved } from './harness.ts'
import { yardstick } from './lib/processor-time.ts'
import { runProgram } from './lib/run-program.ts'
import type { SchedulingAnswer, SchedulingInput } from './programs/scheduling.ts'

const tasks = 1000
const pool = 8
const projects = 4

export const name = 'scheduling'

function complaint(answer: SchedulingAnswer): string | undefined {
  if (answer.ready !== tasks || answer.changed !== tasks) return `${answer.ready} of ${tasks} tasks ended ready`
  if (answer.mostSlots > pool) return `${answer.mostSlots} slots were held at once, the limit is ${pool}`
  if (answer.mostTurns > pool) return `${answer.mostTurns} turns ran at once, the limit is ${pool}`
  if (answer.mostSlots < pool) return `the pool was never full: ${answer.mostSlots} of ${pool}`
  return answer.outOfOrder === 0 ? undefined : `${answer.outOfOrder} threads were served out of order`
}

/** A thousand tasks from dispatch to ready, each round in a fresh process over a fresh store. */
export async function run({ folder, note, rounds }: BenchContext): Promise<Outcome> {
  let round = 0
  let elapsed = 0
  const compared = await compareInterleaved<SchedulingAnswer | undefined>({
    rounds,
    baseline: async () => ({ measured: yardstick(), answer: undefined }),
    subject: async () => {
      round += 1
      const input: SchedulingInput = { dataFolder: join(folder, String(round)), tasks, pool, projects }
      const answer = await runProgram<SchedulingAnswer>({ program: 'scheduling', input })
      note(`round ${round}: ${(answer.processor / tasks).toFixed(3)} ms of processor time a task`)
      elapsed = answer.elapsed
      return { measured: answer.processor / tasks, answer }
    },
    check: (answer) => (answer === undefined ? 'nothing' : complaint(answer)),
  })
  const { median, worst } = compared.subject
  return {
    rows: [
      { what: 'processor time a task, ms', median, worst },
      { what: 'the yardstick, ms', median: compared.baseline.median, worst: compared.baseline.worst },
      { what: 'from the first dispatch to the last end, ms (last round)', median: elapsed, worst: elapsed },
    ],
    gates: [atMost('processor time a task, ms', median, 1)],
    ratios: { 'all tasks per yardstick': (median * tasks) / compared.baseline.median },
  }
}
