import { keptValues } from '../../client/kept-host.ts'

const leftKey = 'away.left'
const awayKey = 'away.since'
const day = 24 * 60 * 60_000
/** In ms: who was gone for less has not lost the thread. */
const longEnough = 30 * 60_000

/** The window went out of sight. */
export function noteLeft(at: number): void {
  keptValues.set(leftKey, at)
}

/** A person said that they leave. */
export function noteAway(at: number): void {
  keptValues.set(awayKey, at)
}

/** Since when a person has not looked, as far as that is known; a day at most. */
export function lastSeen(now: number): number {
  const known = timeOf(awayKey) ?? timeOf(leftKey)
  return known === null ? now - day : Math.max(known, now - day)
}

/** Since when to tell a person who is back; null where they were not away. Forgets it. */
export function takeReturn(now: number): number | null {
  const since = returnSince({ away: timeOf(awayKey), left: timeOf(leftKey) }, now)
  if (since !== null) {
    keptValues.set(awayKey, null)
    keptValues.set(leftKey, now)
  }
  return since
}

/** `away`: said so; `left`: the window went out of sight. */
export function returnSince(
  { away, left }: { readonly away: number | null; readonly left: number | null },
  now: number,
): number | null {
  const gone = left !== null && now - left > longEnough
  // Who said so is told even after a short while, once they were gone at all.
  if (away !== null && left !== null && left >= away) return away
  return gone ? left : null
}

function timeOf(key: string): number | null {
  const value = keptValues.get(key)
  return typeof value === 'number' ? value : null
}
