import type { AggregateKey, StorePort } from '../ports/store.ts'

/** Of each thread: those it was merged by, newest first. */
const landingLimit = 200

export async function landingsOf(store: StorePort, threads: readonly string[]): Promise<readonly AggregateKey[]> {
  const started = await store.readRecentEvents({
    instances: threads.map((id) => ({ aggregate: 'thread', id })),
    types: ['thread.landing-started'],
    before: Number.MAX_SAFE_INTEGER,
    limit: landingLimit * threads.length,
  })
  return started.flatMap(({ event }) =>
    event.type === 'thread.landing-started' ? [{ aggregate: 'landing', id: event.landing }] : [],
  )
}
