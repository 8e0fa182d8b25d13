import { type } from '@orpc/contract'
import { z } from 'zod'
import type { StoredEvent } from '../../domain/event.ts'
import type { Track } from '../../domain/track/track.ts'
import type { RunId, ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { nameOf, pageLimit, sequence } from '../envelope.ts'
import type { StateEntry } from './model.ts'

export interface ThreadTrack {
  readonly thread: string
  readonly track: Track
}

export interface TrackPage {
  readonly tracks: readonly ThreadTrack[]
  /** Of the last event that the tracks take in: a reader goes on with those after it. */
  readonly sequence: number
}

export interface EventPage {
  /** Newest first. */
  readonly events: readonly StoredEvent[]
  /** What to ask for as `before` next; null at the beginning. */
  readonly next: number | null
}

export interface EndedThreads {
  /** Newest first; each with the run, worktree and landings that belong to it. */
  readonly threads: readonly (readonly StateEntry[])[]
  readonly next: number | null
}

export const historyChannel = {
  /** What threads did since `since` (milliseconds since the epoch), for the time axis. Unknown threads are left out. */
  tracks: procedure
    .input(z.object({ threads: z.array(nameOf<ThreadId>()).max(300), since: z.number().int().min(0) }))
    .output(type<TrackPage>()),
  /** The stored events of a thread, its worktree and its landings: the why behind its state. */
  events: procedure
    .input(z.object({ thread: nameOf<ThreadId>(), before: sequence.optional(), limit: pageLimit }))
    .output(type<EventPage>()),
  /** What the orchestrator, checks and recovery did in a run, and what became of its threads. */
  run: procedure
    .input(z.object({ run: nameOf<RunId>(), before: sequence.optional(), limit: pageLimit }))
    .output(type<EventPage>()),
  /** Threads that have left the live model. */
  ended: procedure.input(z.object({ before: sequence.optional(), limit: pageLimit })).output(type<EndedThreads>()),
}
