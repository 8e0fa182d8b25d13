import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { TrackEvent } from '../../../shared/domain/track/advance-track.ts'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type {
  AggregateKey,
  CommitBatch,
  GroupPage,
  GroupQuery,
  PayloadRow,
  Receipt,
  RecentEvents,
  StateRow,
  StoredModel,
  StoreFailure,
  StorePort,
  StoreStatus,
  TrackQuery,
  TranscriptPage,
} from '../../ports/store.ts'
import { type Channel, ChannelLost } from './channel.ts'
import { closed, damaged, failed, readOnly } from './failures.ts'
import {
  decodeEffect,
  decodeEvent,
  decodeKept,
  decodeReceipt,
  decodeState,
  decodeTrackEvent,
  decodeTranscript,
  encodeBatch,
  encodeIntent,
  encodeKept,
  encodeWrite,
} from './rows.ts'
import { describeError } from './sqlite-error.ts'
import type { Answer, Question, StoreCall, TrackRow, TranscriptOperation, WriteOutcome } from './wire.ts'

interface WaitingAppend {
  readonly operations: readonly TranscriptOperation[]
  readonly settle: (outcome: WriteOutcome) => void
}

type WriteCall = 'commit' | 'intend' | 'keep' | 'keepPayloads' | 'expirePayloads'

/** The port over a channel. Writes to the transcript that arrive while one is under way go together next. */
export class SqliteStore implements StorePort {
  readonly #file: string
  readonly #channel: Channel
  readonly #listeners = new Set<(status: StoreStatus) => void>()
  #status: StoreStatus
  /** False while a file that was not closed properly has not been found sound. */
  #sound: boolean
  #appends: WaitingAppend[] = []
  #appending: Promise<void> | null = null
  #closing: Promise<void> | null = null

  constructor(file: string, channel: Channel, opened: { readonly status: StoreStatus; readonly unclean: boolean }) {
    this.#file = file
    this.#channel = channel
    this.#status = opened.status
    this.#sound = !opened.unclean
  }

  get status(): StoreStatus {
    return this.#status
  }

  onStatusChange(listener: (status: StoreStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async load(): Promise<StoredModel> {
    const model = await this.#ask('load', undefined)
    return {
      sequence: model.sequence,
      states: this.#decode(model.states, decodeState),
      effects: this.#decode(model.effects, decodeEffect),
    }
  }

  async loadStates(keys: readonly AggregateKey[]): Promise<readonly StateRow[]> {
    const asked = keys.map(({ aggregate, id }) => [aggregate, id] as const)
    return this.#decode(await this.#ask('states', asked), decodeState)
  }

  async listArchived(aggregate: string, before: number, limit: number): Promise<readonly StateRow[]> {
    return this.#decode(await this.#ask('archived', { aggregate, before, limit }), decodeState)
  }

  async listGroup({ aggregate, group, before, limit }: GroupQuery): Promise<GroupPage> {
    // One more than asked for shows whether there is a next page.
    const found = await this.#ask('group', { aggregate, group, before: before ?? null, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const rows = this.#decode(shown, ([of, id, archived, sequence, state]) =>
      decodeState([of, id, archived, sequence, state]),
    )
    return { rows, next: found.length > limit ? (shown.at(-1)?.[5] ?? null) : null }
  }

  async findReceipts(commands: readonly CommandId[]): Promise<readonly Receipt[]> {
    return this.#decode(await this.#ask('receipts', commands), decodeReceipt)
  }

  async readEvents(query: { after: number; limit: number; instance?: AggregateKey }): Promise<readonly StoredEvent[]> {
    const { after, limit, instance } = query
    const narrowed = instance === undefined ? null : ([instance.aggregate, instance.id] as const)
    return this.#decode(await this.#ask('events', { after, limit, instance: narrowed }), decodeEvent)
  }

  async readRecentEvents(query: RecentEvents): Promise<readonly StoredEvent[]> {
    const { before, limit, types = null } = query
    const instances = query.instances.map(({ aggregate, id }) => [aggregate, id] as const)
    return this.#decode(await this.#ask('recent', { before, limit, types, instances }), decodeEvent)
  }

  async readTrackEvents(query: TrackQuery): Promise<readonly TrackEvent[]> {
    const rows: TrackRow[] = JSON.parse(await this.#ask('track', query))
    rows.sort(([one], [other]) => one - other)
    return this.#decode(rows, (row) => decodeTrackEvent(query.thread, row))
  }

  async readTranscript(thread: ThreadId, page: Parameters<StorePort['readTranscript']>[1]): Promise<TranscriptPage> {
    const found =
      page.kind === 'tail'
        ? await this.#ask('tail', { thread, limit: page.limit, before: page.before ?? null })
        : await this.#ask('changes', { thread, limit: page.limit, after: page.after })
    return { rows: this.#decode(found.rows, decodeTranscript), sequence: found.sequence }
  }

  async commit(batch: CommitBatch): Promise<Result<void, StoreFailure>> {
    return this.#refusal() ?? this.#result(this.#write('commit', encodeBatch(batch)))
  }

  async intend(effect: EffectKey, intent: JsonValue): Promise<Result<void, StoreFailure>> {
    return this.#refusal() ?? this.#result(this.#write('intend', [encodeIntent(intent), effect]))
  }

  async appendTranscript(writes: readonly TranscriptWrite[]): Promise<Result<void, StoreFailure>> {
    const refusal = this.#refusal()
    if (refusal !== null) return refusal
    if (writes.length === 0) return ok(undefined)
    const operations = writes.map(encodeWrite)
    const outcome = new Promise<WriteOutcome>((settle) => this.#appends.push({ operations, settle }))
    this.#appending ??= this.#drainAppends()
    return this.#result(outcome)
  }

  async loadKept(area: string): Promise<ReadonlyMap<string, JsonValue>> {
    return new Map(this.#decode(await this.#ask('kept', area), decodeKept))
  }

  async keep(area: string, values: ReadonlyMap<string, JsonValue>): Promise<Result<void, StoreFailure>> {
    return this.#refusal() ?? this.#result(this.#write('keep', { area, rows: encodeKept(values) }))
  }

  async keepPayloads(rows: readonly PayloadRow[]): Promise<Result<void, StoreFailure>> {
    const tuples = rows.map(({ at, id, payload }) => [id, at, JSON.stringify(payload)] as const)
    return this.#refusal() ?? this.#result(this.#write('keepPayloads', tuples))
  }

  async readPayload(id: string): Promise<JsonObject | null> {
    const found = await this.#ask('payload', id)
    return found === null ? null : (this.#decode<string, JsonObject>([found], (text) => JSON.parse(text))[0] ?? null)
  }

  async expirePayloads(before: number): Promise<Result<void, StoreFailure>> {
    return this.#refusal() ?? this.#result(this.#write('expirePayloads', { before }))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** What the check of an unclean file found: null when it is sound. */
  async noteChecked(damage: string | null): Promise<void> {
    if (this.#closing !== null) return
    if (damage === null) this.#sound = true
    else await this.#ask('damaged', { detail: damage })
  }

  setStatus(status: StoreStatus): void {
    this.#status = status
    for (const listener of [...this.#listeners]) listener(status)
  }

  async #close(): Promise<void> {
    await this.#appending
    try {
      await this.#channel.ask('close', { clean: this.#sound })
    } catch (error) {
      // A thread that is gone has nothing left to close; the file stays marked unclean.
      if (!(error instanceof ChannelLost)) throw error
    } finally {
      await this.#channel.end()
      this.#listeners.clear()
    }
  }

  async #drainAppends(): Promise<void> {
    while (this.#appends.length > 0) {
      const waiting = this.#appends
      this.#appends = []
      const outcomes = await this.#append(waiting)
      for (const [at, { settle }] of waiting.entries()) settle(outcomes[at])
    }
    this.#appending = null
  }

  async #append(waiting: readonly WaitingAppend[]): Promise<readonly WriteOutcome[]> {
    try {
      return await this.#channel.ask(
        'append',
        waiting.map(({ operations }) => operations),
      )
    } catch (error) {
      return waiting.map(() => failed(this.#file, describeError(error)))
    }
  }

  #ask<Call extends StoreCall>(call: Call, body: Question<Call>): Promise<Answer<Call>> {
    if (this.#closing !== null) return Promise.reject(new Error(`the store ${this.#file} is closed`))
    return this.#channel.ask(call, body)
  }

  /** A store whose thread is gone refuses writes; it does not throw at whoever brings one. */
  async #write<Call extends WriteCall>(call: Call, body: Question<Call>): Promise<WriteOutcome> {
    try {
      return await this.#channel.ask(call, body)
    } catch (error) {
      return failed(this.#file, describeError(error))
    }
  }

  #refusal(): Result<void, StoreFailure> | null {
    if (this.#closing !== null) return err(closed(this.#file))
    return this.#status.kind === 'read-only' ? err(readOnly(this.#status.reason)) : null
  }

  async #result(outcome: Promise<WriteOutcome>): Promise<Result<void, StoreFailure>> {
    const failure = await outcome
    return failure === undefined ? ok(undefined) : err(failure)
  }

  /** Rows whose JSON is broken are left out: the file is damaged, and the rest still counts. */
  #decode<Row, Value>(rows: readonly Row[], decode: (row: Row) => Value): Value[] {
    const values: Value[] = []
    for (const row of rows) {
      try {
        values.push(decode(row))
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        this.#noteBrokenRow(error.message)
      }
    }
    return values
  }

  #noteBrokenRow(detail: string): void {
    if (this.#status.kind === 'writable') {
      this.setStatus({ kind: 'read-only', reason: damaged(this.#file, detail) })
      // Where the thread is gone too, no write can reach the file any more.
      this.#channel.ask('damaged', { detail }).catch(() => undefined)
    }
  }
}
