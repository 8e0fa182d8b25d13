import type { ThreadHistory } from '../../shared/contract/channels/history.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { AggregateKey, StorePort } from '../ports/store.ts'

/** Of a thread; each landing of it is a page's worth of reading more. */
const landingLimit = 200

export interface ThreadHistoryQuery {
  readonly thread: ThreadId
  /** Only events below this sequence; all where absent. */
  readonly before: number | undefined
  readonly limit: number
}

/** What happened to a thread, its worktree and its landings, newest first; live or archived alike. */
export async function readThreadHistory(store: StorePort, query: ThreadHistoryQuery): Promise<ThreadHistory> {
  const { thread, limit, before = Number.MAX_SAFE_INTEGER } = query
  const instances: readonly AggregateKey[] = [
    { aggregate: 'thread', id: thread },
    { aggregate: 'worktree', id: thread },
    ...(await landingsOf(store, thread)),
  ]
  // One more than asked for shows whether there is a next page.
  const read = instances.map((instance) => store.readRecentEvents({ instance, before, limit: limit + 1 }))
  const found = (await Promise.all(read)).flat().sort((one, other) => other.sequence - one.sequence)
  const events = found.slice(0, limit)
  return { events, next: found.length > limit ? (events.at(-1)?.sequence ?? null) : null }
}

async function landingsOf(store: StorePort, thread: ThreadId): Promise<readonly AggregateKey[]> {
  const started = await store.readRecentEvents({
    instance: { aggregate: 'thread', id: thread },
    types: ['thread.landing-started'],
    before: Number.MAX_SAFE_INTEGER,
    limit: landingLimit,
  })
  return started.flatMap(({ event }) =>
    event.type === 'thread.landing-started' ? [{ aggregate: 'landing', id: event.landing }] : [],
  )
}
