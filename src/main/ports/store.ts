import type { StoredEvent } from '../../shared/domain/event.ts'
import type { TrackEvent } from '../../shared/domain/track/advance-track.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { CommandId, EffectKey, ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { TranscriptRow, TranscriptWrite } from '../../shared/transcript/entry.ts'

export interface AggregateKey {
  readonly aggregate: string
  readonly id: string
}

/** A reducer's state as it is stored: one bounded JSON row per aggregate instance. */
export interface StateRow extends AggregateKey {
  readonly state: JsonObject
  /** Archived rows stay out of `load` and are read on demand. */
  readonly archived: boolean
  /** Global sequence of the last event that changed it. */
  readonly sequence: number
}

export interface NewStateRow extends StateRow {
  /** By what `listGroup` finds it. */
  readonly group?: string
}

export interface GroupQuery {
  readonly aggregate: string
  readonly group: string
  /** `next` of the page before; absent for the newest. */
  readonly before?: number
  readonly limit: number
}

export interface GroupPage {
  /** In the order in which they were first stored, newest first. */
  readonly rows: readonly StateRow[]
  /** Null where there are no more. Good for this aggregate and group alone, as long as the store is open. */
  readonly next: number | null
}

export interface Receipt {
  readonly command: CommandId
  /** Digest of type and payload: the same id with another payload is refused. */
  readonly digest: string
  /** Global sequence after the command's last event (unchanged when it had none). */
  readonly sequence: number
}

export interface StoredEffect {
  readonly key: EffectKey
  readonly kind: string
  /** Effects of one lane run one at a time, in key order. */
  readonly lane: string
  readonly interrupting: boolean
  readonly payload: JsonObject
  /** Written before an act that must not repeat; null until then. */
  readonly intent: JsonValue | null
}

/** Everything one commit window decided; stored whole or not at all. */
export interface CommitBatch {
  readonly events: readonly StoredEvent[]
  readonly states: readonly NewStateRow[]
  readonly receipts: readonly Receipt[]
  readonly effects: readonly StoredEffect[]
  readonly settledEffects: readonly EffectKey[]
}

export interface StoredModel {
  /** Global sequence of the last stored event, 0 for an empty store. */
  readonly sequence: number
  readonly states: readonly StateRow[]
  /** Effects not settled yet, in key order (sequence, then reactor, then number). */
  readonly effects: readonly StoredEffect[]
}

export type StoreFailure = Failure<'store-read-only' | 'store-full' | 'store-locked' | 'store-failed'>

/** `store-not-migrated`: an older file stays as it was; `store-not-owned`: opened by a process that only asks. */
export type ReadOnlyReason = Failure<
  'store-newer' | 'store-damaged' | 'store-unwritable' | 'store-not-migrated' | 'store-not-owned'
>

export type StoreStatus =
  | { readonly kind: 'writable' }
  /** Reads answer what they can, writes are refused with this reason. Never turns back to writable. */
  | { readonly kind: 'read-only'; readonly reason: ReadOnlyReason }

/** A page of a transcript ends with the row that reaches this size (about one a character), however many rows were asked for. */
export const transcriptPageSize = 4_000_000

export interface TranscriptPage {
  readonly rows: readonly TranscriptRow[]
  /** The thread's transcript sequence when the page was read. */
  readonly sequence: number
}

export interface RecentEvents {
  readonly instances: readonly AggregateKey[]
  /** Only events of these types; the others then cost little. All where absent. */
  readonly types?: readonly string[]
  /** Only events below this sequence. */
  readonly before: number
  readonly limit: number
}

/** What an event said, in its own words; kept beside the log, so that it can be deleted. */
export interface PayloadRow {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly payload: JsonObject
}

export interface TrackQuery {
  readonly thread: ThreadId
  /** Milliseconds since the epoch. */
  readonly since: number
  /** Only events below this sequence. */
  readonly before: number
  readonly limit: number
}

/** Durable storage. Lives off the host's main thread; every call is a message. */
export interface StorePort {
  readonly status: StoreStatus
  /** Calls `listener` when the status changes while the store serves; the returned function ends that. */
  onStatusChange(listener: (status: StoreStatus) => void): () => void
  load(): Promise<StoredModel>
  loadStates(keys: readonly AggregateKey[]): Promise<readonly StateRow[]>
  /** Archived rows of one aggregate, newest change first, below `before` (a sequence). */
  listArchived(aggregate: string, before: number, limit: number): Promise<readonly StateRow[]>
  /** Rows of one group, archived or not. */
  listGroup(query: GroupQuery): Promise<GroupPage>
  findReceipts(commands: readonly CommandId[]): Promise<readonly Receipt[]>
  commit(batch: CommitBatch): Promise<Result<void, StoreFailure>>
  /** Durably notes what an effect is about to do; resolves after the write is on disk. */
  intend(effect: EffectKey, intent: JsonValue): Promise<Result<void, StoreFailure>>
  /** Events with a sequence above `after`, oldest first; narrowed to one instance where given. */
  readEvents(query: { after: number; limit: number; instance?: AggregateKey }): Promise<readonly StoredEvent[]>
  /** Events of these instances, newest first. */
  readRecentEvents(query: RecentEvents): Promise<readonly StoredEvent[]>
  /**
   * What a thread's track is drawn from, oldest first: the newest `limit` of its `trackEvents`, from the last
   * of its `trackAnchors` that was not after `since`. Of a changed activity the kind alone comes back. Cheap for
   * thousands of events; none where there is no such thread.
   */
  readTrackEvents(query: TrackQuery): Promise<readonly TrackEvent[]>
  appendTranscript(writes: readonly TranscriptWrite[]): Promise<Result<void, StoreFailure>>
  /**
   * A page of one thread's transcript, with fewer rows than asked for where they are large (never none).
   * `tail`: the last `limit` entries, oldest first, optionally
   * only those before entry position `before`. `changes`: entries changed after sequence `after`.
   */
  readTranscript(
    thread: ThreadId,
    page:
      | { readonly kind: 'tail'; readonly limit: number; readonly before?: number }
      | { readonly kind: 'changes'; readonly after: number; readonly limit: number },
  ): Promise<TranscriptPage>
  /** Everything kept in an area, by key. */
  loadKept(area: string): Promise<ReadonlyMap<string, JsonValue>>
  /** Keeps values by key in an area, all or none; null removes one. Resolves after the write is on disk. */
  keep(area: string, values: ReadonlyMap<string, JsonValue>): Promise<Result<void, StoreFailure>>
  /** Keeps what events said, all or none, in the place of what was kept under their ids. Resolves after the write is on disk. */
  keepPayloads(rows: readonly PayloadRow[]): Promise<Result<void, StoreFailure>>
  /** Null where nothing is kept (any more) under that id. */
  readPayload(id: string): Promise<JsonObject | null>
  /** Deletes those from before a time, milliseconds since the epoch. */
  expirePayloads(before: number): Promise<Result<void, StoreFailure>>
  /** Marks the end as clean and closes. Reads and writes after it are refused. */
  close(): Promise<void>
}
