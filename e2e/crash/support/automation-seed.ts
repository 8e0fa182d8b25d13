import type { PublicCommand } from '../../../src/shared/contract/channels/commands.ts'
import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import type { AutomationId, OutboundId, ProjectId } from '../../../src/shared/kernel/ids.ts'
import { checkAutomations } from './check-automations.ts'
import { checkLog } from './check-log.ts'
import { type CrashRun, crashRun } from './crash-run.ts'
import type { KillPoint } from './kill-points.ts'
import type { Person } from './person.ts'
import { processesAbout } from './processes.ts'
import { type Random, randomFrom } from './random.ts'
import { atRest, type SeedReport, trouble } from './seed-run.ts'
import { expected, WatchedProject } from './watched-project.ts'

const pool = 4
const patienceMs = 90_000
const project = 'p' as ProjectId

/** While the automations are found and switched on: each happens at least so often. */
const early: readonly (readonly [DomainEvent['type'], number])[] = [
  ['automation.found', 7],
  ['automation.defined', 7],
  ['automation.switched', 7],
  ['automation.cursor-moved', 6],
]

/** From there on. */
const types: readonly (readonly [DomainEvent['type'], number])[] = [
  ['firing.recorded', 9],
  ['claim.taken', 3],
  ['automation.cursor-moved', 6],
  ['automation.counted', 9],
  ['thread.dispatched', 8],
  ['firing.dispatched', 8],
  ['thread.turn-started', 6],
  ['thread.readied', 8],
  ['firing.rested', 8],
  ['firing.released', 1],
  ['firing.followed', 2],
  ['outbound.staged', 1],
  ['outbound.approved', 1],
  ['outbound.sent', 1],
]

function eventPoint(random: Random, from: typeof types): KillPoint {
  const [type, most] = random.pick(from)
  const victims = random.below(3) === 0 ? 'machine' : 'host'
  return { at: { kind: 'event', type, count: 1 + random.below(most) }, victims }
}

/** Between the first and the later deaths the host dies where the work says so: with some of the changes made. */
function killPoints(random: Random, seed: number): readonly KillPoint[] {
  const told = { at: { kind: 'told' }, victims: 'host' } as const
  const starting = { at: { kind: 'start', ms: 100 + random.below(900) }, victims: 'host' } as const
  return [
    ...(seed % 3 === 0 ? [eventPoint(random, early)] : []),
    told,
    ...(seed % 4 === 1 ? [starting] : []),
    // Of every five one dies when the answer has been written, before it knows.
    seed % 5 === 2 ? told : eventPoint(random, types),
    ...(seed % 2 === 1 ? [eventPoint(random, types)] : []),
  ]
}

/** Automations of every kind of trigger under one seed's kill points; everything that is wrong at the end. */
export async function automationSeed(seed: number): Promise<SeedReport> {
  const random = randomFrom(seed)
  const points = killPoints(random, seed)
  const watched = await WatchedProject.make(`automations-${seed}`)
  const { sandbox } = watched
  const report = (reached: number, problems: readonly string[]): SeedReport => {
    if (problems.length === 0) sandbox.remove()
    return { points, reached, problems, folder: sandbox.folder }
  }
  let done: CrashRun
  try {
    done = await crashRun({
      ...{ sandbox, points, pool, patienceMs, sharp: true },
      nodeArguments: () => watched.clockArguments(),
      work: (person, killNow) => follow({ person, watched, random }, killNow),
      atRest: (person, host) => atRest(sandbox, person, host),
    })
  } catch (error) {
    return report(0, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  } finally {
    await watched.close()
  }
  return report(done.reached, [
    ...done.problems,
    ...done.errors.filter((text) => text !== ''),
    ...checkLog(sandbox, done.person),
    ...checkAutomations(done.person, watched),
    ...trouble(done.person),
    ...processesAbout(sandbox.folder).map((seen) => `still running: ${seen.pid} ${seen.command}`),
  ])
}

interface Following {
  readonly person: Person
  readonly watched: WatchedProject
  readonly random: Random
}

/** Switches everything on, has everything happen that is watched, and lets the answer go. */
async function follow({ person, random, watched }: Following, killNow: () => void): Promise<void> {
  const { repository } = watched.sandbox
  await accepted(person, { type: 'project.open', payload: { project, repository, initialize: false } })
  const names = Object.keys(expected)
  await person.when(({ automation }) => names.every((name) => automation.get(idOf(name))?.definition) || undefined)
  const watching = names.filter((name) => name !== 'follow-up')
  for (const name of names) {
    await accepted(person, { type: 'automation.switch', payload: { automation: idOf(name), on: true } })
  }
  // From here on a change is one that its trigger has to find.
  await person.when((model) => watching.every((name) => isWatching(model, name)) || undefined)
  const changes = shuffled(random, watched.changes())
  const found = random.below(changes.length + 1)
  for (const change of changes.slice(0, found)) change()
  watched.sleep()
  watched.posted = killNow
  const seen = person.shown.length
  killNow()
  await person.when(() => person.shown.length > seen || undefined)
  for (const change of changes.slice(found)) change()
  const outbound = await person.when(({ outbound: all }) => [...all.values()][0]?.id as OutboundId | undefined)
  await accepted(person, { type: 'outbound.approve', payload: { outbound } })
  await person.when((model) => isOver(model) || undefined)
}

function idOf(name: string): AutomationId {
  return `${project}:${name}` as AutomationId
}

function isWatching({ automation }: Model, name: string): boolean {
  const kind = expected[name]?.[0] ?? ''
  return automation.get(idOf(name))?.cursors[kind] !== undefined
}

function isOver(model: Model): boolean {
  const firings = [...model.firing.values()]
  const wanted = Object.entries(expected).every(([name, [, dispatched, skipped]]) => {
    const own = firings.filter(({ automation }) => automation === idOf(name))
    const rested = own.filter(({ state }) => state.kind === 'rested')
    return rested.length >= dispatched && own.length >= dispatched + skipped
  })
  return wanted && [...model.outbound.values()].every(({ state }) => state.kind === 'sent')
}

function shuffled<Value>(random: Random, values: readonly Value[]): readonly Value[] {
  const left = [...values]
  return values.flatMap(() => left.splice(random.below(left.length), 1))
}

async function accepted(person: Person, command: PublicCommand): Promise<void> {
  const refused = await person.send(command)
  if (refused !== null) throw new Error(`${command.type} was refused: ${refused.message}`)
}
