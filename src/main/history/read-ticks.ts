import { type MessageTick, type TickPage, tickLimits } from '../../shared/contract/channels/topology.ts'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { StorePort } from '../ports/store.ts'

/** Threads read at once: in between the store takes commits. */
const threadsAtOnce = 20

export interface TickQuery {
  readonly threads: readonly ThreadId[]
  /** Milliseconds since the epoch. */
  readonly since: number
  /** Of the last event to take in, which must be stored. */
  readonly sequence: number
}

interface Tick extends MessageTick {
  readonly thread: string
}

/** Where messages lie on tracks, as of one event of the log: the newest of them all, within the limit. */
export async function readTicks(store: StorePort, query: TickQuery): Promise<TickPage> {
  const wanted = [...new Set(query.threads)]
  let found: readonly Tick[] = []
  for (let at = 0; at < wanted.length; at += threadsAtOnce) {
    const events = await store.readRecentEvents({
      instances: wanted.slice(at, at + threadsAtOnce).map((id) => ({ aggregate: 'mailbox', id })),
      types: ['mailbox.took', 'mailbox.sent'],
      before: query.sequence + 1,
      limit: tickLimits.ticks,
    })
    const ticks = events.flatMap((stored) => (stored.at < query.since ? [] : (tickOf(stored) ?? [])))
    found = [...found, ...ticks].sort((one, other) => other.at - one.at).slice(0, tickLimits.ticks)
  }
  const byThread = Map.groupBy(found.toReversed(), ({ thread }) => thread)
  const threads = wanted.flatMap((thread) => {
    const ticks = byThread.get(thread)
    return ticks === undefined ? [] : [{ thread, ticks: ticks.map(({ thread: _, ...tick }) => tick) }]
  })
  return { threads, sequence: query.sequence }
}

function tickOf({ at, event }: StoredEvent): Tick | undefined {
  if (event.type === 'mailbox.took') {
    return { thread: event.id, at, other: event.from, direction: 'from', message: event.message }
  }
  if (event.type !== 'mailbox.sent') return undefined
  return { thread: event.id, at, other: event.to, direction: 'to', message: event.message }
}
