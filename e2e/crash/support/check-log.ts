import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import type { DomainEvent, StoredEvent } from '../../../src/shared/domain/event.ts'
import { MemoryModel } from '../../../src/shared/domain/memory-model.ts'
import { aggregates, type Model } from '../../../src/shared/domain/model.ts'
import { Overlay } from '../../../src/shared/domain/overlay.ts'
import { holdsSlot } from '../../../src/shared/domain/thread/queries.ts'
import type { Person } from './person.ts'
import type { Sandbox } from './sandbox.ts'

interface Stored {
  readonly events: readonly StoredEvent[]
  readonly states: ReadonlyMap<string, unknown>
  readonly effects: readonly string[]
  readonly receipts: ReadonlyMap<string, number>
}

/** What is wrong with what was stored, read from the file itself. */
export function checkLog(sandbox: Sandbox, person: Person): readonly string[] {
  const stored = readStore(databaseOf(sandbox))
  return [...gaps(stored), ...lost(stored, person), ...unlikeReplay(stored), ...overLimit(stored), ...leases(stored)]
}

function readStore(file: string): Stored {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const all = (sql: string) => database.prepare(sql).all() as Record<string, string | number | null>[]
    const events = all('SELECT * FROM events ORDER BY sequence').map((row) => ({
      sequence: row.sequence,
      at: row.at,
      actor: row.actor,
      command: row.command,
      cause: row.cause,
      event: eventOf(row),
    })) as StoredEvent[]
    const states = all('SELECT aggregate, id, state FROM states')
    const receipts = all('SELECT command, sequence FROM receipts')
    return {
      events,
      states: new Map(states.map((row) => [`${row.aggregate} ${row.id}`, JSON.parse(String(row.state))])),
      effects: effectsIn(database),
      receipts: new Map(receipts.map((row) => [String(row.command), Number(row.sequence)])),
    }
  } finally {
    database.close()
  }
}

/** What the host has yet to do, or to say that it did. */
export function unsettled(sandbox: Sandbox): readonly string[] {
  const database = new DatabaseSync(databaseOf(sandbox), { readOnly: true })
  try {
    return effectsIn(database)
  } finally {
    database.close()
  }
}

function effectsIn(database: DatabaseSync): readonly string[] {
  return database
    .prepare('SELECT key, kind FROM effects')
    .all()
    .map(({ key, kind }) => `${key} ${kind}`)
}

function databaseOf(sandbox: Sandbox): string {
  return path.join(sandbox.data, 'switchyard.db')
}

function eventOf(row: Record<string, string | number | null>): DomainEvent {
  const body = JSON.parse(String(row.body))
  return { type: row.type, id: row.instance, ...body } as DomainEvent
}

function gaps({ events }: Stored): readonly string[] {
  const at = events.findIndex((event, index) => event.sequence !== index + 1)
  return at < 0 ? [] : [`the log has a gap at ${at + 1}`]
}

/** Everything a client was shown or told is there, and an acknowledged command was carried out once. */
function lost({ events, receipts, effects }: Stored, person: Person): readonly string[] {
  const found: string[] = []
  for (const shown of person.shown) {
    if (!isDeepStrictEqual(events[shown.sequence - 1], shown))
      found.push(`event ${shown.sequence} was shown and is lost`)
  }
  for (const { id, type, sequence } of person.acknowledged) {
    if (receipts.get(id) !== sequence) found.push(`${type} ${id} was acknowledged at ${sequence} and has no receipt`)
    const own = events.filter((event) => event.command === id)
    const [first] = own
    if (first === undefined) found.push(`${type} ${id} was acknowledged and did nothing`)
    else if (own.at(-1)?.sequence !== sequence) found.push(`${type} ${id} does not end at ${sequence}`)
    else if (sequence - first.sequence + 1 !== own.length) found.push(`${type} ${id} was carried out in parts`)
  }
  if (effects.length > 0) found.push(`effects never settled: ${effects.join(', ')}`)
  return found
}

/** The models that were stored: after each command's last event. */
export function eachStored(sandbox: Sandbox, look: (model: Model, event: StoredEvent) => void): void {
  const { events } = readStore(databaseOf(sandbox))
  replay(events, (model, sequence) => {
    const [event, next] = [events[sequence - 1], events[sequence]]
    if (event !== undefined && event.command !== next?.command) look(model, event)
  })
}

function replay(events: readonly StoredEvent[], look: (model: Model, sequence: number) => void): Model {
  const memory = new MemoryModel()
  for (const event of events) {
    const overlay = new Overlay(memory.model)
    overlay.apply(event)
    for (const { aggregate, id, state } of overlay.changes()) memory.put(aggregate, id, state)
    look(memory.model, event.sequence)
  }
  return memory.model
}

function unlikeReplay({ events, states }: Stored): readonly string[] {
  const model = replay(events, () => undefined)
  const replayed = new Map<string, unknown>()
  for (const aggregate of aggregates) {
    for (const state of model[aggregate].values()) {
      replayed.set(`${aggregate} ${state.id}`, JSON.parse(JSON.stringify(state)))
    }
  }
  const keys = new Set([...replayed.keys(), ...states.keys()])
  return [...keys]
    .filter((key) => !isDeepStrictEqual(replayed.get(key), states.get(key)))
    .map((key) => `${key} is stored unlike its events`)
}

function overLimit({ events }: Stored): readonly string[] {
  const found: string[] = []
  replay(events, (model, sequence) => {
    const held = [...model.thread.values()].filter(holdsSlot).length
    const limit = model.pool.get('pool')?.limit ?? 0
    if (held > limit) found.push(`${held} slots of ${limit} were held at ${sequence}`)
  })
  return found
}

/** One owner a worktree, and a later lease only with a higher generation. */
function leases({ events }: Stored): readonly string[] {
  const seen = new Map<string, { readonly owner: string; readonly generation: number }>()
  const found: string[] = []
  for (const { event } of events) {
    if (event.type !== 'worktree.leased') continue
    const earlier = seen.get(event.id)
    if (earlier !== undefined && (earlier.owner !== event.owner || earlier.generation >= event.generation)) {
      found.push(`${event.id} was leased twice`)
    }
    seen.set(event.id, event)
  }
  return found
}
