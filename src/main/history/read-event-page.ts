import type { EventPage } from '../../shared/contract/channels/history.ts'
import type { RecentEvents, StorePort } from '../ports/store.ts'

export interface EventPageQuery extends Omit<RecentEvents, 'before'> {
  readonly before: number | undefined
}

/** Newest first. */
export async function readEventPage(store: StorePort, query: EventPageQuery): Promise<EventPage> {
  const { limit, before = Number.MAX_SAFE_INTEGER } = query
  // One more than asked for shows whether there is a next page.
  const found = await store.readRecentEvents({ ...query, before, limit: limit + 1 })
  const events = found.slice(0, limit)
  return { events, next: found.length > limit ? (events.at(-1)?.sequence ?? null) : null }
}
