import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BenchContext, Outcome } from './benchmark.ts'
import { runProgram } from './lib/run-program.ts'
import { costVariants } from './lib/topology/costs.ts'
import { type Job, jobsOf, variantJobs, variantRuns } from './lib/topology/jobs.ts'
import { classShortfalls, complaintOf, criteria, type Played, rowsOf } from './lib/topology/judge.ts'
import type { TopologyInput } from './programs/topology.ts'

export const name = 'topology'

/** Not those that weights and thresholds were chosen with, which are 1 to 5. */
const firstSeed = 101
const seedCount = 5
/** Of the seeds, those that are played with other costs too. */
const variantSeeds = 2
/** Runs of one process: few enough that all processors are busy to the end. */
const batch = 6

/** Queue, team and adaptive on worlds of six classes: the real host and git, agents by script, simulated time. */
export async function run(context: BenchContext): Promise<Outcome> {
  const first = context.seed ?? firstSeed
  const seeds = Array.from({ length: seedCount }, (_, at) => first + at)
  const played = await playAll(context, jobsOf(seeds))
  const some = seeds.slice(0, context.long ? seedCount : variantSeeds)
  const again = await playAll(context, variantJobs(played, some))
  const wrong = [...played, ...again].flatMap((one) => complaintOf(one) ?? [])
  if (wrong.length > 0) throw new Error(`the worlds did not come out right:\n${wrong.join('\n')}`)
  for (const line of classShortfalls(played)) context.note(line)
  const base = played.filter(({ seed }) => some.includes(seed))
  const variants = costVariants.map((variant) => ({ variant, runs: variantRuns(variant.name, base, again) }))
  for (const { runs, variant } of variants) {
    const failed = criteria(runs).filter(({ passed }) => !passed)
    for (const gate of failed)
      context.note(`with ${variant.name}: ${gate.name} is ${gate.measured}, limit ${gate.limit}`)
  }
  return {
    rows: [...rowsOf(played), ...variants.flatMap(({ runs }) => rowsOf(runs))],
    gates: criteria(played),
    ratios: {},
  }
}

/** In batches, as many at once as there are processors; in the order of the jobs. */
async function playAll({ folder, note }: BenchContext, jobs: readonly Job[]): Promise<readonly Played[]> {
  const batches = Array.from({ length: Math.ceil(jobs.length / batch) }, (_, at) =>
    jobs.slice(at * batch, (at + 1) * batch),
  )
  const answers: (readonly Played[])[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < batches.length; at = next++) {
      const input: TopologyInput = { folder: join(folder, `${jobs[0]?.costs} ${at}`), jobs: batches[at] ?? [] }
      answers[at] = await runProgram<readonly Played[]>({ program: 'topology', input })
      note(`${answers.flat().length} of ${jobs.length} runs`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return answers.flat()
}
