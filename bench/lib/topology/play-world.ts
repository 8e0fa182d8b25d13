import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../src/main/adapters/clock/system-clock.ts'
import { createGitPort } from '../../../src/main/adapters/git/git-port.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import type { ProcessPort } from '../../../src/main/ports/process.ts'
import type { StorePort } from '../../../src/main/ports/store.ts'
import type { Topology } from '../../../src/shared/domain/plan/plan.ts'
import { Scope } from '../../../src/shared/kernel/scope.ts'
import { openMemoryHost } from '../memory-host.ts'
import { WorldAgents } from './agents.ts'
import type { Costs } from './costs.ts'
import { helpStuck } from './help-stuck.ts'
import { type Measured, measureRun } from './measure.ts'
import { type OrderedGit, oneAtATime } from './one-at-a-time.ts'
import { planWorld } from './plan-world.ts'
import { createSteppedClock, type SteppedClock } from './stepped-clock.ts'
import type { World } from './world.ts'
import { makeWorldRepository } from './world-repository.ts'

export interface Play {
  readonly world: World
  readonly topology: Topology
  readonly costs: Costs
  /** Starts git. */
  readonly processes: ProcessPort
  /** Empty, and this run's own. */
  readonly folder: string
}

/** A day: whoever takes longer stands still. */
const longestMs = 24 * 60 * 60_000

interface Stage {
  readonly engine: Engine
  readonly store: StorePort
  readonly clock: SteppedClock
  readonly git: OrderedGit
  readonly agents: WorldAgents
}

/** Plays one world on a host of its own, from the plan to the last landing, and measures it. */
export async function playWorld({ costs, folder, processes, topology, world }: Play): Promise<Measured> {
  mkdirSync(folder, { recursive: true })
  const repository = makeWorldRepository(world, folder)
  const clock = createSteppedClock()
  const { HOME: homeFolder = folder } = repository.environment
  const { environment } = repository
  const scope = new Scope()
  try {
    const port = createGitPort({
      processes,
      clock: systemClock,
      gitFile: 'git',
      homeFolder,
      environment,
    })
    const git = oneAtATime(scope.own(port, (opened) => opened.close()))
    const agents = new WorldAgents({ world, clock, costs, repository, engine: () => host.engine })
    const host = await openMemoryHost(
      {
        dataFolder: join(folder, 'data'),
        pool: world.tasks.length,
        script: () => ({ kind: 'died', message: 'Nobody asks this one.' }),
        driver: agents,
        repositories: [],
        native: { git: git.git, worktrees: join(folder, 'worktrees') },
        time: { clock, ids: countedIds() },
      },
      scope,
    )
    const stage: Stage = { engine: host.engine, store: host.store, clock, git, agents }
    const began = clock.monotonic()
    await planWorld(host.engine, { world, topology, repository: repository.folder })
    await untilLanded(stage, world, helpStuck({ ...stage, costs, repository }))
    const wallMs = clock.monotonic() - began
    await settled(stage)
    return await measureRun({ ...stage, world, costs, repository, wallMs })
  } finally {
    await scope.close()
  }
}

function countedIds() {
  let count = 0
  return {
    next: () => {
      count += 1
      return `n${count.toString(36).padStart(11, '0')}`
    },
  }
}

/** Time passes only while nothing is being done. */
async function untilLanded(stage: Stage, world: World, help: () => void): Promise<void> {
  const { clock, engine } = stage
  const end = clock.monotonic() + longestMs
  const landed = () => [...engine.model.task.values()].filter(({ state }) => state.kind === 'landed').length
  for (;;) {
    await settled(stage)
    help()
    if (landed() === world.tasks.length) return
    if (clock.monotonic() > end || !clock.step()) throw new Error(`stands still: ${standing(engine)}`)
  }
}

function standing({ model }: Engine): string {
  const tasks = [...model.task.values()].map(({ key, state }) => `${key} ${JSON.stringify(state)}`)
  const threads = [...model.thread.values()].map(({ state, title }) => `${title} ${JSON.stringify(state)}`)
  return [...tasks, ...threads].join('; ')
}

/** Resolves once nothing moves any more: no command, effect, git, tool call or write to the store is under way. */
async function settled(stage: Stage): Promise<void> {
  const { agents, engine, git, store } = stage
  const mark = () => `${engine.sequence} ${git.calls()} ${agents.turns} ${agents.calls}`
  for (let same = 0; same < 2; ) {
    const before = mark()
    await engine.idle()
    await git.idle()
    // The store answers in order: whatever was asked before is done as well.
    await store.findReceipts([])
    await nextRound()
    same = mark() === before && agents.calls === 0 ? same + 1 : 0
  }
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
