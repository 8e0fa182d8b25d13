import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts'
import { createProcessPort } from '../../src/main/adapters/process/process-port.ts'
import { programs } from '../../src/main/shells/compose/programs.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
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
  mkdirSync(folder, { recursive: true })
  const scope = new Scope()
  // Its helper is small, so that starting thousands of gits costs less than from here.
  const processes = await createProcessPort({
    helperEntry: programs.spawnHelper,
    nodeFile: programs.node,
    journalFile: join(folder, 'processes.journal'),
    clock: systemClock,
  })
  scope.own(processes, (port) => port.close())
  const played: Played[] = []
  for (const [at, job] of jobs.entries()) {
    const { costs, kind, seed, topology } = job
    const place = join(folder, String(at))
    try {
      const world = generateWorld(kind, seed)
      const measured = await playWorld({ world, topology, costs: costsNamed(costs), folder: place, processes })
      played.push({ ...job, measured })
    } catch (cause) {
      throw new Error(`${kind}, ${topology}, seed ${seed}, costs ${costs}`, { cause })
    }
    rmSync(place, { recursive: true, force: true })
  }
  await scope.close()
  printAnswer(played)
}

await main()
