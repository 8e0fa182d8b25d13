import type { EventPage } from '../../shared/contract/channels/history.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { AggregateKey, StorePort } from '../ports/store.ts'
import { landingsOf } from './landings-of.ts'
import { readEventPage } from './read-event-page.ts'

export interface ThreadHistoryQuery {
  readonly thread: ThreadId
  /** Only events below this sequence; all where absent. */
  readonly before: number | undefined
  readonly limit: number
}

/** What happened to a thread, its worktree and its landings, newest first; live or archived alike. */
export async function readThreadHistory(store: StorePort, query: ThreadHistoryQuery): Promise<EventPage> {
  const { thread, ...page } = query
  const instances: readonly AggregateKey[] = [
    { aggregate: 'thread', id: thread },
    { aggregate: 'worktree', id: thread },
    ...(await landingsOf(store, [thread])),
  ]
  return readEventPage(store, { ...page, instances })
}
