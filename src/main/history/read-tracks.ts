import type { ThreadTrack, TrackPage } from '../../shared/contract/channels/history.ts'
import { drawTrack } from '../../shared/domain/track/advance-track.ts'
import { trackLimit, trimTrack } from '../../shared/domain/track/trim-track.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { StorePort } from '../ports/store.ts'

/** Threads read at once: in between the store takes commits, and the host its other work. */
const threadsAtOnce = 4

export interface TrackQuery {
  readonly threads: readonly ThreadId[]
  /** Milliseconds since the epoch. */
  readonly since: number
  /** Of the last event to take in, which must be stored. */
  readonly sequence: number
}

/**
 * The tracks as they were right after one event of the log, from what was open at `since` on. At most
 * the newest 2,000 events that draw something are read of each thread; threads that nobody knows are left out.
 */
export async function readTracks(store: StorePort, query: TrackQuery): Promise<TrackPage> {
  const tracks: ThreadTrack[] = []
  const wanted = [...new Set(query.threads)]
  for (let at = 0; at < wanted.length; at += threadsAtOnce) {
    const read = wanted.slice(at, at + threadsAtOnce).map((thread) => readTrack(store, thread, query))
    for (const track of await Promise.all(read)) if (track !== null) tracks.push(track)
  }
  return { tracks, sequence: query.sequence }
}

async function readTrack(
  store: StorePort,
  thread: ThreadId,
  { since, sequence }: TrackQuery,
): Promise<ThreadTrack | null> {
  const events = await store.readTrackEvents({ thread, since, before: sequence + 1, limit: trackLimit })
  return events.length === 0 ? null : { thread, track: trimTrack(drawTrack([], events), since) }
}
