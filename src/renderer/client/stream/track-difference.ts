import type { Track } from '../../../shared/domain/track/track.ts'
import type { TrackPatch } from './messages.ts'

/** How `after` comes of `before`: tracks lose stretches at their beginning and change at their end. Null where they are the same. */
export function trackDifference(before: Track, after: Track): Omit<TrackPatch, 'thread'> | null {
  const first = after[0]
  const found = first === undefined ? -1 : before.indexOf(first)
  const skip = found < 0 ? before.length : found
  let keep = 0
  while (keep < after.length && skip + keep < before.length && before[skip + keep] === after[keep]) keep += 1
  if (skip === 0 && keep === before.length && keep === after.length) return null
  return { skip, keep, tail: after.slice(keep) }
}

export function applyTrackPatch(before: Track, { skip, keep, tail }: Omit<TrackPatch, 'thread'>): Track {
  return [...before.slice(skip, skip + keep), ...tail]
}
