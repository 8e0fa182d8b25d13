import type { Track } from './track.ts'

/** Stretches that a track keeps, the newest. */
export const trackLimit = 2_000

/** Without what was over at `since` (milliseconds since the epoch); a stretch across it stays whole. The same object where nothing goes. */
export function trimTrack(track: Track, since: number): Track {
  const first = track.findIndex((segment) => segment.to === null || segment.to > since)
  if (first === 0 || track.length === 0) return track
  return first === -1 ? [] : track.slice(first)
}
