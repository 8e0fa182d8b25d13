import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { printAnswer, programInput } from '../lib/program-input.ts'
import { generateWorld } from '../lib/topology/generate.ts'
import { costsNamed, type Job } from '../lib/topology/jobs.ts'
import type { Played } from '../lib/topology/judge.ts'
import { playWorld } from '../lib/topology/play-world.ts'

export interface TopologyInput {
  /** Empty, and this program's own. */
  readonly folder: string
  readonly jobs: readonly Job[]
}

async function main(): Promise<void> {
  const { folder, jobs } = programInput<TopologyInput>()
  const played: Played[] = []
  for (const [at, job] of jobs.entries()) {
    const { costs, kind, seed, topology } = job
    const place = join(folder, String(at))
    try {
      const world = generateWorld(kind, seed)
      const measured = await playWorld({ world, topology, costs: costsNamed(costs), folder: place })
      played.push({ ...job, measured })
    } catch (cause) {
      throw new Error(`${kind}, ${topology}, seed ${seed}, costs ${costs}`, { cause })
    }
    rmSync(place, { recursive: true, force: true })
  }
  printAnswer(played)
}

await main()
