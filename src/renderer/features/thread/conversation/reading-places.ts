import type { VirtualItem } from '@tanstack/react-virtual'

/** Where a reader left a conversation: the entry at the top and how far it was scrolled past. */
export interface ReadingPlace {
  readonly entry: string
  readonly past: number
  /** What was measured of the entries drawn so far; without, they would have to be estimated anew. */
  readonly sizes?: readonly VirtualItem[]
}

const kept = 50
const key = 'switchyard.reading'
const places = new Map<string, ReadingPlace>(placesBefore())

/** Remembers the place for as long as the tab is there; null is the end, which needs no memory. */
export function leaveReading(thread: string, place: ReadingPlace | null): void {
  places.delete(thread)
  if (place === null) return
  places.set(thread, place)
  const [oldest] = places.keys()
  if (places.size > kept && oldest !== undefined) places.delete(oldest)
}

export function readingPlace(thread: string): ReadingPlace | null {
  return places.get(thread) ?? null
}

/** Those of the page before a reload. */
function placesBefore(): readonly (readonly [string, ReadingPlace])[] {
  if (typeof sessionStorage === 'undefined') return []
  const written = sessionStorage.getItem(key)
  return written === null ? [] : (JSON.parse(written) as readonly (readonly [string, ReadingPlace])[])
}

if (typeof document !== 'undefined') {
  addEventListener('pagehide', () => {
    // Sizes are measured anew: the window may come back with another width.
    const left = [...places].map(([thread, { entry, past }]) => [thread, { entry, past }])
    sessionStorage.setItem(key, JSON.stringify(left))
  })
}
