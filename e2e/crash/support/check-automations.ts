import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Automation, Firing } from '../../../src/shared/domain/automation/state.ts'
import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import { MemoryModel } from '../../../src/shared/domain/memory-model.ts'
import { Overlay } from '../../../src/shared/domain/overlay.ts'
import type { JsonValue } from '../../../src/shared/kernel/json.ts'
import type { Person } from './person.ts'
import { expected, forgeName, type WatchedProject } from './watched-project.ts'

type Of<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>
type Events = readonly DomainEvent[]

const claims = 'refs/switchyard/automations/'

/** What is wrong with what was dispatched by itself, once all of it is at rest. */
export function checkAutomations(person: Person, watched: WatchedProject): readonly string[] {
  const events = person.shown.map(({ event }) => event)
  const firings = [...person.model.firing.values()]
  return [
    ...unexpected(firings, person),
    ...twice(events),
    ...runs(events, firings),
    ...claimed(events, firings, watched),
    ...overLimits(person),
    ...backwards(events),
    ...[...person.model.automation.values()].flatMap(unsettled),
    ...payloads(firings, watched),
    ...posted(person, watched),
  ]
}

function named({ automation }: Pick<Firing, 'automation'>): string {
  return automation.slice(automation.indexOf(':') + 1)
}

/** Each change was told once, by the trigger that watches it, and decided with a reason. */
function unexpected(firings: readonly Firing[], { model }: Person): readonly string[] {
  const counts = Object.entries(expected).flatMap(([name, [trigger, dispatched, skipped]]) => {
    const own = firings.filter((firing) => named(firing) === name && firing.trigger === trigger)
    const out = own.filter(({ state }) => state.kind === 'skipped').length
    const seen = `${own.length - out} dispatched, ${out} skipped`
    return seen === `${dispatched} dispatched, ${skipped} skipped` ? [] : [`${name}: ${seen}`]
  })
  const others = firings.flatMap((firing) => {
    if (expected[named(firing)]?.[0] !== firing.trigger)
      return [`${firing.id} is of ${firing.automation} by ${firing.trigger}`]
    if (firing.reason === '') return [`${firing.id} has no reason`]
    const { state } = firing
    if (state.kind === 'skipped')
      return state.code === 'duplicate' ? [] : [`${firing.id} was skipped: ${firing.reason}`]
    const thread = 'thread' in state ? model.thread.get(state.thread) : undefined
    return thread?.state.kind === 'ready' && state.kind === 'rested' ? [] : [`${firing.id} is ${state.kind}`]
  })
  return [...counts, ...others]
}

/** What may happen to a firing once only. */
const once = [
  'firing.recorded',
  'firing.dispatched',
  'firing.released',
  'firing.rested',
  'outbound.staged',
  'outbound.sent',
]

function twice(events: Events): readonly string[] {
  const seen = new Map<string, number>()
  const those = events.filter(({ type }) => once.includes(type) || type === 'claim.taken' || type === 'claim.released')
  for (const { id, type } of those) seen.set(`${type} ${id}`, (seen.get(`${type} ${id}`) ?? 0) + 1)
  return [...seen].flatMap(([what, times]) => (times > 1 ? [`${what}: ${times} times`] : []))
}

/** A dispatched firing has one run with one thread, which was given its brief once; nothing else was begun. */
function runs(events: Events, firings: readonly Firing[]): readonly string[] {
  const created = events.filter((event): event is Of<'run.created'> => event.type === 'run.created')
  const threads = events.filter((event): event is Of<'thread.dispatched'> => event.type === 'thread.dispatched')
  const begun = created.map(({ automation }) => automation?.firing)
  const wanted = firings.filter(({ state }) => state.kind !== 'skipped')
  return [
    ...wanted.flatMap(({ id, state }) => {
      const own = created.filter(({ automation }) => automation?.firing === id)
      const run = own[0]?.id
      if (own.length !== 1 || !('run' in state) || state.run !== run) return [`${id} began ${own.length} runs`]
      const attempts = threads.filter((thread) => thread.run === run).length
      return attempts === 1 ? [] : [`${id} has ${attempts} threads`]
    }),
    ...begun.flatMap((firing) => (wanted.some(({ id }) => id === firing) ? [] : [`a run is of ${firing}`])),
  ]
}

/** One claim for each key, held by a dispatched firing, in the model and in both repositories. */
function claimed(events: Events, firings: readonly Firing[], { sandbox }: WatchedProject): readonly string[] {
  const taken = events.filter((event): event is Of<'claim.taken'> => event.type === 'claim.taken')
  const holders = firings.filter(({ claim, state }) => claim !== null && state.kind !== 'skipped')
  const found = holders.flatMap(({ claim, id }) =>
    taken.some((one) => one.id === claim && one.firing === id) ? [] : [`${id} was dispatched without its claim`],
  )
  const here = sandbox.git('for-each-ref', '--format=%(refname)', claims).split('\n').filter(Boolean)
  const there = sandbox.git('ls-remote', 'origin', `${claims}*`).split('\n').filter(Boolean)
  const counts = [
    taken.length,
    holders.length,
    here.length,
    there.length,
    new Set(holders.map(({ claim }) => claim)).size,
  ]
  return [
    ...found,
    ...(counts.every((count) => count === counts[0] && count > 0)
      ? []
      : [`claims taken, holders, here, there, kinds: ${counts.join(', ')}`]),
  ]
}

/** Followed event by event: never more under way than may be, and what is held is counted. */
function overLimits({ shown }: Person): readonly string[] {
  const found: string[] = []
  const memory = new MemoryModel()
  shown.forEach((stored, at) => {
    const overlay = new Overlay(memory.model)
    overlay.apply(stored)
    for (const { aggregate, id, state } of overlay.changes()) memory.put(aggregate, id, state)
    if (stored.command === shown[at + 1]?.command) return
    for (const { definition, held, id, underWay } of memory.model.automation.values()) {
      const limit = definition?.limits.parallel ?? Number.POSITIVE_INFINITY
      if (underWay > limit) found.push(`${stored.sequence}: ${underWay} of ${id} are under way`)
      const waiting = [...memory.model.firing.values()].filter(
        (one) => one.automation === id && one.state.kind === 'held',
      )
      if (waiting.length !== held)
        found.push(`${stored.sequence}: ${held} of ${id} count as held, not ${waiting.length}`)
    }
  })
  return found
}

/** A trigger never goes back to what it has told. */
function backwards(events: Events): readonly string[] {
  const last = new Map<string, number>()
  return events.flatMap((event) => {
    if (event.type !== 'automation.cursor-moved') return []
    const name = `${event.id} ${event.trigger}`
    const at = positionOf(event.cursor)
    const before = last.get(name) ?? Number.NEGATIVE_INFINITY
    last.set(name, at)
    return at < before ? [`the cursor of ${name} went from ${before} back to ${at}`] : []
  })
}

/** How far a cursor is: what it counts, or how much it has found. */
function positionOf(cursor: JsonValue): number {
  if (typeof cursor === 'number') return cursor
  const fields = cursor as Readonly<Record<string, JsonValue>>
  const count = fields.handled ?? fields.look
  if (typeof count === 'number') return count
  return Array.isArray(fields.failed) ? fields.failed.length : 0
}

/** Nothing is set aside or counted as under way of what is at rest. */
function unsettled({ counts, held, id, spent, underWay }: Automation): readonly string[] {
  const { dispatched, fired, skipped } = counts
  const left = { held, underWay, reserved: spent.reserved, undecided: fired - dispatched - skipped }
  return Object.entries(left).flatMap(([what, count]) => (count === 0 ? [] : [`${id}: ${what} ${count}`]))
}

/** What an event said is kept once for each firing. */
function payloads(firings: readonly Firing[], { sandbox }: WatchedProject): readonly string[] {
  const database = new DatabaseSync(path.join(sandbox.data, 'switchyard.db'), { readOnly: true })
  try {
    const kept = new Set(
      database
        .prepare('SELECT id FROM payloads')
        .all()
        .map(({ id }) => String(id)),
    )
    const lost = firings.filter(({ id }) => !kept.has(id)).map(({ id }) => `what ${id} is about was lost`)
    return kept.size > firings.length ? [...lost, `${kept.size} events are kept of ${firings.length}`] : lost
  } finally {
    database.close()
  }
}

/** The approved answer stands at the forge, once. */
function posted({ model }: Person, { github }: WatchedProject): readonly string[] {
  const marks = [...model.outbound.values()].map(({ id }) => `<!-- switchyard:${id} -->`)
  const comments = github.world.repository(forgeName).comments.map(({ body }) => body)
  const counts = marks.map((mark) => comments.filter((body) => body.includes(mark)).length)
  return comments.length === 1 && counts.length === 1 && counts[0] === 1
    ? []
    : [`${comments.length} comments were posted for ${marks.length} answers: ${counts.join(', ')}`]
}
