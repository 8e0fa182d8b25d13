import type { StoredEvent } from '../../../shared/domain/event.ts'
import { type TrackEvent, trackAnchors, trackEvents } from '../../../shared/domain/track/advance-track.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { TranscriptRow, TranscriptWrite } from '../../../shared/transcript/entry.ts'
import {
  type AggregateKey,
  type CommitBatch,
  type GroupPage,
  type GroupQuery,
  type NewStateRow,
  type PayloadRow,
  type ReadOnlyReason,
  type Receipt,
  type RecentEvents,
  type StateRow,
  type StoredEffect,
  type StoredModel,
  type StoreFailure,
  type StorePort,
  type StoreStatus,
  type TrackQuery,
  type TranscriptPage,
  transcriptPageSize,
} from '../store.ts'

class Refused extends Error {}

/** The store without a disk: passes the same contract, and fails when told to. */
export class MemoryStore implements StorePort {
  #events = new Map<number, StoredEvent>()
  #states = new Map<string, StateRow>()
  #groups = new Map<string, string>()
  #receipts = new Map<CommandId, Receipt>()
  #effects = new Map<EffectKey, StoredEffect>()
  #transcripts = new Map<ThreadId, Map<string, TranscriptRow>>()
  #kept = new Map<string, ReadonlyMap<string, JsonValue>>()
  #payloads = new Map<string, PayloadRow>()
  #status: StoreStatus = { kind: 'writable' }
  #listeners = new Set<(status: StoreStatus) => void>()
  #failures: StoreFailure[] = []
  #closed = false

  get status(): StoreStatus {
    return this.#status
  }

  onStatusChange(listener: (status: StoreStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The next write fails with this and keeps nothing; several queue up. */
  failNextWrite(failed: StoreFailure): void {
    this.#failures.push(failed)
  }

  /** As when damage is found while serving. */
  turnReadOnly(reason: ReadOnlyReason): void {
    this.#status = { kind: 'read-only', reason }
    for (const listener of [...this.#listeners]) listener(this.#status)
  }

  /** What the next host finds after this one is gone, however it ended. */
  reopen(): MemoryStore {
    const next = new MemoryStore()
    next.#events = this.#events
    next.#states = this.#states
    next.#groups = this.#groups
    next.#receipts = this.#receipts
    next.#effects = this.#effects
    next.#transcripts = this.#transcripts
    next.#kept = this.#kept
    next.#payloads = this.#payloads
    this.#closed = true
    return next
  }

  async load(): Promise<StoredModel> {
    this.#requireOpen()
    const states = [...this.#states.values()].filter((row) => !row.archived)
    return {
      sequence: Math.max(0, ...this.#events.keys()),
      states: states.sort((one, other) => compare(one.aggregate, other.aggregate) || compare(one.id, other.id)),
      effects: [...this.#effects.values()].sort((one, other) => compareKeys(one.key, other.key)),
    }
  }

  async loadStates(keys: readonly AggregateKey[]): Promise<readonly StateRow[]> {
    this.#requireOpen()
    return keys.flatMap((key) => this.#states.get(stateKey(key)) ?? [])
  }

  async listArchived(aggregate: string, before: number, limit: number): Promise<readonly StateRow[]> {
    this.#requireOpen()
    return [...this.#states.values()]
      .filter((row) => row.archived && row.aggregate === aggregate && row.sequence < before)
      .sort((one, other) => other.sequence - one.sequence || compare(other.id, one.id))
      .slice(0, limit)
  }

  async listGroup({ aggregate, group, before, limit }: GroupQuery): Promise<GroupPage> {
    this.#requireOpen()
    const places = [...this.#states].flatMap(([key, row], place) => {
      const isOf = row.aggregate === aggregate && this.#groups.get(key) === group
      return isOf && place < (before ?? Number.POSITIVE_INFINITY) ? [{ row, place }] : []
    })
    const shown = places.toReversed().slice(0, limit)
    const next = places.length > limit ? (shown.at(-1)?.place ?? null) : null
    return { rows: shown.map(({ row }) => row), next }
  }

  async findReceipts(commands: readonly CommandId[]): Promise<readonly Receipt[]> {
    this.#requireOpen()
    return commands.flatMap((command) => this.#receipts.get(command) ?? [])
  }

  commit(batch: CommitBatch): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      const { events, states, receipts, effects, settledEffects } = asStored(batch)
      this.#refuseRepeats({ events, receipts, effects })
      for (const event of events) this.#events.set(event.sequence, event)
      for (const row of states) this.#putState(row)
      for (const receipt of receipts) this.#receipts.set(receipt.command, receipt)
      for (const effect of effects) this.#effects.set(effect.key, effect)
      for (const key of settledEffects) this.#effects.delete(key)
    })
  }

  intend(key: EffectKey, intent: JsonValue): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      const effect = this.#effects.get(key)
      if (effect === undefined) throw new Refused(`there is no open effect ${key}`)
      this.#effects.set(key, { ...effect, intent: asStored(intent) })
    })
  }

  async readEvents(query: { after: number; limit: number; instance?: AggregateKey }): Promise<readonly StoredEvent[]> {
    this.#requireOpen()
    const { after, limit, instance } = query
    return [...this.#events.values()]
      .filter(({ sequence, event }) => sequence > after && (instance === undefined || isAbout(event, instance)))
      .sort((one, other) => one.sequence - other.sequence)
      .slice(0, limit)
  }

  async readRecentEvents({ instances, types, before, limit }: RecentEvents): Promise<readonly StoredEvent[]> {
    this.#requireOpen()
    const events = instances.flatMap((instance) => this.#eventsBelow(before, instance))
    const wanted = events.filter(({ event }) => types?.includes(event.type) ?? true)
    return wanted.sort((one, other) => other.sequence - one.sequence).slice(0, limit)
  }

  async readTrackEvents({ thread, since, before, limit }: TrackQuery): Promise<readonly TrackEvent[]> {
    this.#requireOpen()
    const events = this.#eventsBelow(before, { aggregate: 'thread', id: thread })
    const first = events.findLastIndex(({ at, event }) => at <= since && isOneOf(trackAnchors, event))
    const drawn = events.slice(Math.max(0, first)).filter(({ event }) => isOneOf(trackEvents, event))
    return drawn.slice(-limit).map(({ at, event }) => ({ at, event: withoutDetail(event, at) }))
  }

  appendTranscript(writes: readonly TranscriptWrite[]): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      const changed = new Map<ThreadId, Map<string, TranscriptRow>>()
      for (const write of asStored(writes)) {
        const entries = changed.get(write.thread) ?? new Map(this.#transcripts.get(write.thread))
        changed.set(write.thread, entries)
        const row = write.op === 'put' ? write.row : appended(entries, write)
        entries.set(row.entry, row)
      }
      for (const [thread, entries] of changed) this.#transcripts.set(thread, entries)
    })
  }

  async readTranscript(thread: ThreadId, page: Parameters<StorePort['readTranscript']>[1]): Promise<TranscriptPage> {
    this.#requireOpen()
    const rows = [...(this.#transcripts.get(thread)?.values() ?? [])]
    const sequence = Math.max(0, ...rows.map((row) => row.sequence))
    if (page.kind === 'changes') {
      const changed = rows.filter((row) => row.sequence > page.after)
      const inOrder = changed.sort((one, other) => one.sequence - other.sequence)
      return { rows: fitting(inOrder.slice(0, page.limit)), sequence }
    }
    const { before = Number.POSITIVE_INFINITY } = page
    const earlier = rows.filter((row) => row.position < before)
    const newest = earlier.sort((one, other) => other.position - one.position).slice(0, page.limit)
    return { rows: fitting(newest).reverse(), sequence }
  }

  async loadKept(area: string): Promise<ReadonlyMap<string, JsonValue>> {
    this.#requireOpen()
    return new Map(this.#kept.get(area))
  }

  keep(area: string, values: ReadonlyMap<string, JsonValue>): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      const kept = new Map(this.#kept.get(area))
      for (const [key, value] of asStored([...values])) {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      }
      this.#kept.set(area, kept)
    })
  }

  keepPayloads(rows: readonly PayloadRow[]): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      for (const row of asStored(rows)) this.#payloads.set(row.id, row)
    })
  }

  async readPayload(id: string): Promise<JsonObject | null> {
    this.#requireOpen()
    return asStored(this.#payloads.get(id)?.payload ?? null)
  }

  expirePayloads(before: number): Promise<Result<void, StoreFailure>> {
    return this.#write(() => {
      for (const { at, id } of [...this.#payloads.values()]) if (at < before) this.#payloads.delete(id)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #putState({ group, ...row }: NewStateRow): void {
    this.#states.set(stateKey(row), row)
    if (group === undefined) this.#groups.delete(stateKey(row))
    else this.#groups.set(stateKey(row), group)
  }

  #eventsBelow(before: number, instance: AggregateKey): StoredEvent[] {
    return [...this.#events.values()]
      .filter(({ sequence, event }) => sequence < before && isAbout(event, instance))
      .sort((one, other) => one.sequence - other.sequence)
  }

  async #write(apply: () => void): Promise<Result<void, StoreFailure>> {
    if (this.#closed) return refused('store-failed', 'the store is closed')
    if (this.#status.kind === 'read-only') return refused('store-read-only', this.#status.reason.message)
    const failed = this.#failures.shift()
    if (failed !== undefined) return err(failed)
    try {
      apply()
      return ok(undefined)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return refused('store-failed', error.message)
    }
  }

  #requireOpen(): void {
    if (this.#closed) throw new Error('the store is closed')
  }

  #refuseRepeats(batch: Pick<CommitBatch, 'events' | 'receipts' | 'effects'>): void {
    refuseRepeat(
      batch.events.map(({ sequence }) => sequence),
      (sequence) => this.#events.has(sequence),
    )
    refuseRepeat(
      batch.receipts.map(({ command }) => command),
      (command) => this.#receipts.has(command),
    )
    refuseRepeat(
      batch.effects.map(({ key }) => key),
      (key) => this.#effects.has(key),
    )
  }
}

function refused(code: StoreFailure['code'], message: string): Result<void, StoreFailure> {
  return err(failure(code, message, 'Nothing was kept.'))
}

/** Rows until they are large enough together, as the real store pages them. */
function fitting(rows: readonly TranscriptRow[]): TranscriptRow[] {
  let earlier = 0
  return rows.filter((row) => {
    const fits = earlier < transcriptPageSize
    earlier += JSON.stringify(row.head).length + row.text.length
    return fits
  })
}

function refuseRepeat<Key>(keys: readonly Key[], known: (key: Key) => boolean): void {
  const repeated = keys.find((key, at) => known(key) || keys.indexOf(key) !== at)
  if (repeated !== undefined) throw new Refused(`${String(repeated)} is stored already`)
}

function appended(
  entries: ReadonlyMap<string, TranscriptRow>,
  write: Extract<TranscriptWrite, { op: 'append' }>,
): TranscriptRow {
  const row = entries.get(write.entry)
  if (row === undefined) throw new Refused(`there is no transcript entry ${write.entry}`)
  return { ...row, text: row.text + write.text, sequence: write.sequence }
}

/** What comes back is what JSON keeps, and never the caller's own object. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}

function isOneOf(types: readonly string[], event: StoredEvent['event']): boolean {
  return types.includes(event.type)
}

function withoutDetail(event: StoredEvent['event'], since: number): StoredEvent['event'] {
  if (event.type !== 'thread.activity-changed') return event
  return { type: event.type, id: event.id, activity: { kind: event.activity.kind, detail: '', since } }
}

function isAbout(event: StoredEvent['event'], { aggregate, id }: AggregateKey): boolean {
  return event.id === id && event.type.startsWith(`${aggregate}.`)
}

function stateKey({ aggregate, id }: AggregateKey): string {
  return JSON.stringify([aggregate, id])
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function compareKeys(one: EffectKey, other: EffectKey): number {
  const [left, right] = [keyParts(one), keyParts(other)]
  return left.sequence - right.sequence || compare(left.reactor, right.reactor) || left.number - right.number
}

function keyParts(key: EffectKey): { sequence: number; reactor: string; number: number } {
  const parts = key.split(':')
  return { sequence: Number(parts[0]), reactor: parts.slice(1, -1).join(':'), number: Number(parts.at(-1)) }
}
