import type { StoredEvent } from '../../../shared/domain/event.ts'

/** What is known of a history, newest first, and what to ask for to know more; null at the beginning. */
export interface KnownEvents {
  readonly events: readonly StoredEvent[]
  readonly next: number | null
}

/** With the newest page again. What lies too far behind it to follow on is let go, so that there is never a gap. */
export function withNewest(known: KnownEvents | null, page: KnownEvents): KnownEvents {
  const newest = known?.events[0]?.sequence ?? 0
  const oldest = page.events.at(-1)?.sequence ?? 0
  const follows = page.next === null || oldest <= newest
  return known === null || !follows ? page : { events: merged(known.events, page.events), next: known.next }
}

export function withEarlier(known: KnownEvents | null, page: KnownEvents): KnownEvents {
  return { events: merged(known?.events ?? [], page.events), next: page.next }
}

function merged(one: readonly StoredEvent[], other: readonly StoredEvent[]): readonly StoredEvent[] {
  const bySequence = new Map([...one, ...other].map((event) => [event.sequence, event]))
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence)
}
