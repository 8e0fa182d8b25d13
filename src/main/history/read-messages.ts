import type { PageOf } from '../../shared/contract/channels/peers.ts'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { MessageId } from '../../shared/kernel/ids.ts'
import type { AggregateKey, StorePort } from '../ports/store.ts'
import { readEventPage } from './read-event-page.ts'

export interface MessageQuery {
  readonly of: AggregateKey
  /** Only events below this sequence; all where absent. */
  readonly before?: number | undefined
  readonly limit: number
}

/** The events that name a message, each one once. */
const naming = ['mailbox.took', 'mailbox.sent', 'mailbox.refused', 'negotiation.spoke'] as const

/** The messages that a thread's mailbox or a negotiation took part in, newest first; read, refused and expired alike. */
export async function readMessages(store: StorePort, { of, before, limit }: MessageQuery): Promise<PageOf<Message>> {
  const page = await readEventPage(store, { instances: [of], types: naming, before, limit })
  const ids = page.events.flatMap((stored) => messageOf(stored) ?? [])
  const rows = await store.loadStates([...new Set(ids)].map((id) => ({ aggregate: 'message', id })))
  return { rows: rows.map(({ state }) => state as unknown as Message), next: page.next }
}

function messageOf({ event }: StoredEvent): MessageId | undefined {
  switch (event.type) {
    case 'mailbox.took':
    case 'mailbox.sent':
    case 'mailbox.refused':
    case 'negotiation.spoke':
      return event.message
    default:
      return undefined
  }
}
