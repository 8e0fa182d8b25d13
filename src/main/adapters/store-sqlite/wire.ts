import type { Failure } from '../../../shared/kernel/failure.ts'
import type { StoreFailure, StoreStatus } from '../../ports/store.ts'

/*
 * What crosses between the host's thread and the store's. Rows are flat arrays in column order with
 * their JSON already text: the worker binds them as they are and never parses.
 */
export type EventRow = readonly [
  sequence: number,
  at: number,
  actor: string,
  command: string,
  cause: number | null,
  aggregate: string,
  instance: string,
  type: string,
  body: string,
]
/** Beside the event, what of it the index has. */
export type NewEventRow = readonly [...EventRow, activity: string | null]
/** A changed activity has its kind in place of a body. A track's rows come as one JSON text: thousands of rows cost too much each. */
export type TrackRow = readonly [sequence: number, at: number, activity: string | null, body: string | null]
export type StateTuple = readonly [aggregate: string, id: string, archived: number, sequence: number, state: string]
export type NewStateTuple = readonly [...StateTuple, group: string | null]
export type ReceiptRow = readonly [command: string, digest: string, sequence: number]
export type EffectRow = readonly [
  key: string,
  sequence: number,
  reactor: string,
  number: number,
  kind: string,
  lane: string,
  interrupting: number,
  payload: string,
  intent: string | null,
]
export type TranscriptTuple = readonly [
  thread: string,
  entry: string,
  kind: string,
  position: number,
  sequence: number,
  at: number,
  head: string,
  text: string,
]
export type AppendTuple = readonly [text: string, sequence: number, thread: string, entry: string]

export type KeptRow = readonly [key: string, value: string]

export type PayloadTuple = readonly [id: string, at: number, payload: string]

export type TranscriptOperation =
  | { readonly put: TranscriptTuple; readonly append?: undefined }
  | { readonly append: AppendTuple; readonly put?: undefined }

export interface CommitRows {
  readonly events: readonly NewEventRow[]
  readonly states: readonly NewStateTuple[]
  readonly receipts: readonly ReceiptRow[]
  readonly effects: readonly EffectRow[]
  readonly settledEffects: readonly string[]
}

/** Undefined when the write is on disk. */
export type WriteOutcome = StoreFailure | undefined

/** What can be asked: the question's body and the answer's value by name. */
export interface StoreCalls {
  load: [undefined, { sequence: number; states: readonly StateTuple[]; effects: readonly EffectRow[] }]
  states: [readonly (readonly [aggregate: string, id: string])[], readonly StateTuple[]]
  archived: [{ aggregate: string; before: number; limit: number }, readonly StateTuple[]]
  group: [
    { aggregate: string; group: string; before: number | null; limit: number },
    readonly (readonly [...StateTuple, place: number])[],
  ]
  receipts: [readonly string[], readonly ReceiptRow[]]
  events: [
    { after: number; limit: number; instance: readonly [aggregate: string, id: string] | null },
    readonly EventRow[],
  ]
  recent: [
    {
      instances: readonly (readonly [aggregate: string, id: string])[]
      types: readonly string[] | null
      before: number
      limit: number
    },
    readonly EventRow[],
  ]
  track: [{ thread: string; since: number; before: number; limit: number }, string]
  tail: [{ thread: string; before: number | null; limit: number }, TranscriptRows]
  changes: [{ thread: string; after: number; limit: number }, TranscriptRows]
  commit: [CommitRows, WriteOutcome]
  intend: [readonly [intent: string | null, key: string], WriteOutcome]
  append: [readonly (readonly TranscriptOperation[])[], readonly WriteOutcome[]]
  kept: [string, readonly KeptRow[]]
  keep: [
    { readonly area: string; readonly rows: readonly (readonly [key: string, value: string | null])[] },
    WriteOutcome,
  ]
  payload: [string, string | null]
  keepPayloads: [readonly PayloadTuple[], WriteOutcome]
  expirePayloads: [{ before: number }, WriteOutcome]
  damaged: [{ detail: string }, undefined]
  close: [{ clean: boolean }, undefined]
}
export interface TranscriptRows {
  readonly rows: readonly TranscriptTuple[]
  readonly sequence: number
}
export type StoreCall = keyof StoreCalls
export type Question<Call extends StoreCall> = StoreCalls[Call][0]
export type Answer<Call extends StoreCall> = StoreCalls[Call][1]

export interface Request {
  readonly number: number
  readonly call: StoreCall
  readonly body: unknown
}

export interface OpenedStore {
  readonly status: StoreStatus
  /** The last writer did not close: the whole file is to be checked while it serves. */
  readonly unclean: boolean
}

/** What the worker is started with. */
export type WorkerTask =
  | {
      readonly task: 'serve'
      readonly file: string
      readonly openedAt: number
      readonly busyTimeout: number
      readonly maxPageCount: Int32Array | null
    }
  | { readonly task: 'check'; readonly file: string }

/** What was asked for, or the error that was thrown instead. */
export type StoreAnswer =
  | { readonly number: number; readonly value: unknown; readonly bug?: undefined }
  | { readonly number: number; readonly bug: { readonly error: unknown } }

export type WorkerMessage =
  | { readonly kind: 'opened'; readonly store: OpenedStore }
  | { readonly kind: 'refused'; readonly failure: Failure<'store-unwritable' | 'store-locked'> }
  /** To one list of requests, in order. */
  | { readonly kind: 'answers'; readonly answers: readonly StoreAnswer[] }
  | { readonly kind: 'status'; readonly status: StoreStatus }
  | { readonly kind: 'checked'; readonly damage: string | null }
