import { checkLog, unsettled } from './check-log.ts'
import { checkRepository, checkWorktrees, takeBefore } from './check-repository.ts'
import { type CrashRun, crashRun, statesOf } from './crash-run.ts'
import type { HostProcess } from './host.ts'
import { type KillPoint, killPoints } from './kill-points.ts'
import type { Person } from './person.ts'
import { expectedStates, followPlans, type Inventories } from './plans.ts'
import { processesAbout } from './processes.ts'
import { randomFrom } from './random.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const pool = 6
const patienceMs = 60_000
/** Between two looks at the system's processes, which tell nobody when they end. */
const lookMs = 20

export interface SeedReport {
  readonly points: readonly KillPoint[]
  readonly reached: number
  readonly problems: readonly string[]
  /** Kept where something is wrong. */
  readonly folder: string
}

/** Ten threads under one seed's kill points; everything that is wrong afterwards. */
export async function seedRun(seed: number): Promise<SeedReport> {
  const random = randomFrom(seed)
  const points = killPoints(random)
  const sandbox = makeSandbox(String(seed))
  const before = takeBefore(sandbox)
  const inventories: Inventories = new Map()
  const report = (reached: number, problems: readonly string[]): SeedReport => {
    if (problems.length === 0) sandbox.remove()
    return { points, reached, problems, folder: sandbox.folder }
  }
  let run: CrashRun
  try {
    run = await crashRun({
      sandbox,
      points,
      pool,
      patienceMs,
      work: (person) => followPlans({ person, sandbox, random, inventories }),
      atRest: (person, host) => atRest(sandbox, person, host),
    })
  } catch (error) {
    return report(0, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  }
  const { model } = run.person
  const onlyHosts = points.every((point) => point.victims === 'host')
  return report(run.reached, [
    ...run.problems,
    ...checkLog(sandbox, run.person),
    ...checkRepository(sandbox, before, run.person),
    ...checkWorktrees(sandbox, model, inventories),
    ...unexpected(run.person),
    ...leftRunning(sandbox),
    ...(onlyHosts ? [...trouble(run.person), ...run.errors.filter((text) => text !== '')] : []),
  ])
}

function unexpected(person: Person): readonly string[] {
  return Object.entries(expectedStates).flatMap(([id, expected]) => {
    const state = person.model.thread.get(id)?.state.kind
    return state === expected ? [] : [`${id} ended as ${state}, not ${expected}: ${statesOf(person)}`]
  })
}

/** A host that is killed alone costs no thread anything: nothing is parked or refused but as the person asked. */
export function trouble(person: Person): readonly string[] {
  return person.shown.flatMap(({ event, sequence }) => {
    if (event.type === 'thread.parked' || event.type === 'thread.turn-withdrawn') {
      return event.reason.code === 'interrupted' ? [] : [`${sequence}: ${event.id} ${JSON.stringify(event.reason)}`]
    }
    if (event.type === 'landing.refused' || event.type === 'landing.undo-refused') {
      return [`${sequence}: ${event.id} ${JSON.stringify(event.failure)}`]
    }
    return []
  })
}

/** Nothing is shown as live that isn't, and nothing lives that isn't shown. */
export async function atRest(sandbox: Sandbox, person: Person, host: HostProcess): Promise<void> {
  await person.when((model) =>
    [...model.thread.values()].every((thread) => thread.turn === null || thread.state.kind === 'needs-you')
      ? true
      : undefined,
  )
  for (;;) {
    const left = [...unsettled(sandbox), ...shownUnlikeReal(sandbox, person)]
    if (left.length === 0) break
    if (person.failed) throw new Error(`not at rest in time: ${left.join('; ')}`)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  if (host.errors.includes('broke')) throw new Error(host.errors)
}

function shownUnlikeReal({ folder }: Sandbox, { model }: Person): readonly string[] {
  const running = new Set(processesAbout(folder).map((seen) => seen.folder))
  return [...model.thread.values()]
    .filter(({ id, session }) => session.live !== running.has(model.worktree.get(id)?.place?.folder ?? id))
    .map(({ id, session }) => `${id} is shown as ${session.live ? 'live' : 'gone'} and isn't`)
}

function leftRunning({ folder }: Sandbox): readonly string[] {
  return processesAbout(folder).map((seen) => `still running: ${seen.pid} ${seen.command}`)
}
