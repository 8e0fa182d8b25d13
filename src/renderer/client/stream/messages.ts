import type { Aggregate } from '../../../shared/domain/model.ts'
import type { TrackSegment } from '../../../shared/domain/track/track.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import type { LineAddress } from '../line/open-line.ts'

/** What the page tells its worker. `line` counts the tries to connect, so that late words are told apart. */
export type ToStream =
  | { readonly kind: 'connect'; readonly line: number; readonly address: LineAddress }
  | { readonly kind: 'drop' }
  /** The page woke up: is the line still there? */
  | { readonly kind: 'check' }
  /** The last patch is on the screen; bringing it there kept the page busy for so long. */
  | { readonly kind: 'shown'; readonly busyMs: number }
  | { readonly kind: 'tracks'; readonly threads: readonly string[]; readonly since: number }
  | { readonly kind: 'transcript'; readonly thread: string; readonly ask: TranscriptAsk }

/** `away` and `end`: the reader has left the newest rows, or is back at them. */
export type TranscriptAsk = 'show' | 'hide' | 'earlier' | 'away' | 'end'

export type FromStream =
  | ({ readonly kind: 'patch' } & StreamPatch)
  | { readonly kind: 'down'; readonly line: number; readonly why: StreamEnd }

/** `outdated`: the host speaks of things that this page doesn't know. */
export type StreamEnd = 'lost' | 'refused' | 'outdated'

/** Everything that changed since the patch before. */
export interface StreamPatch {
  /** The line that is up and whose model is complete; null while there is none. */
  readonly line: number | null
  readonly model: ModelPatch | null
  readonly transcripts: readonly TranscriptPatch[]
  readonly tracks: readonly TrackPatch[]
}

export interface ModelPatch {
  /** Names the log that `sequence` counts in. */
  readonly host: string
  readonly sequence: number
  readonly changed: readonly InstanceChange[]
  readonly removed: readonly InstanceName[]
  /** Commands whose events are in this patch. */
  readonly commands: readonly string[]
}

export interface InstanceName {
  readonly aggregate: Aggregate
  readonly id: string
}

/** Fields that are new or differ, and names of those that are gone; the others stay as they are. */
export interface InstanceChange extends InstanceName {
  readonly fields: Readonly<Record<string, unknown>>
  readonly gone: readonly string[]
}

export interface TranscriptState {
  /** The first rows have not come yet. */
  readonly loading: boolean
  readonly failure: Failure | null
  readonly hasEarlier: boolean
}

export interface TextAppend {
  readonly entry: string
  readonly sequence: number
  readonly text: string
}

export type TranscriptPatch =
  | {
      readonly kind: 'rows'
      readonly thread: string
      readonly state: TranscriptState
      /** What the page had is replaced as a whole. */
      readonly anew: boolean
      /** Rows at positions before this one are no longer kept. */
      readonly from: number
      readonly rows: readonly TranscriptRow[]
      readonly appends: readonly TextAppend[]
    }
  | { readonly kind: 'gone'; readonly thread: string }

/** From the track before: leave out `skip` stretches, keep the next `keep`, then add `tail`. */
export interface TrackPatch {
  readonly thread: string
  readonly skip: number
  readonly keep: number
  readonly tail: readonly TrackSegment[]
}
