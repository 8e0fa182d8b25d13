import { useCallback, useSyncExternalStore } from 'react'
import type { Track } from '../../shared/domain/track/track.ts'
import { hostStream } from './host-stream.ts'
import { applyTrackPatch } from './stream/track-difference.ts'

export interface TrackWindow {
  readonly threads: readonly string[]
  /** Milliseconds since the epoch. */
  readonly since: number
}

const nothing: Track = []
const tracks = new Map<string, Track>()
const listeners = new Map<string, Set<() => void>>()
let wanted: ReadonlySet<string> = new Set()

hostStream.onPatch((stream) => {
  for (const patch of stream.tracks) {
    if (!wanted.has(patch.thread)) continue
    tracks.set(patch.thread, applyTrackPatch(tracks.get(patch.thread) ?? nothing, patch))
    for (const listener of listeners.get(patch.thread) ?? []) listener()
  }
})

/** Keeps the tracks of these threads from then on; those of others are let go. */
export function setTrackWindow({ threads, since }: TrackWindow): void {
  wanted = new Set(threads)
  for (const thread of tracks.keys()) if (!wanted.has(thread)) tracks.delete(thread)
  hostStream.send({ kind: 'tracks', threads, since })
}

/** What a thread of the window did, changed at most five times a second; empty until it came. */
export function useTrack(thread: string): Track {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(thread) ?? new Set()
      own.add(listener)
      listeners.set(thread, own)
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(thread)
      }
    },
    [thread],
  )
  return useSyncExternalStore(subscribe, () => tracks.get(thread) ?? nothing)
}
