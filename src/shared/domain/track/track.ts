import type { RequestId } from '../../kernel/ids.ts'

/** What a thread was doing in one stretch of time, as the board draws it. */
export type TrackKind =
  | 'waiting'
  | 'thinking'
  | 'reading'
  | 'editing'
  | 'running'
  | 'peer'
  | 'needs-you'
  | 'ready'
  | 'trouble'

export interface TrackSegment {
  readonly kind: TrackKind
  /** Milliseconds since the epoch. */
  readonly from: number
  /** Null while it lasts. */
  readonly to: number | null
  /** Of an open stretch that waits for a person: what is asked, and what goes on once nothing is. */
  readonly asked?: { readonly requests: readonly RequestId[]; readonly next: TrackKind }
}

/** Oldest first, without overlap; stretches in which nothing is drawn are gaps. */
export type Track = readonly TrackSegment[]
