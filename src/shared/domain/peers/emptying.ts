import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { MailboxEvent } from './events.ts'
import type { Message, WaitingFrom } from './state.ts'

type Emptied = Extract<MailboxEvent, { type: 'mailbox.emptied' }>

/** That these wait no longer; nothing for none. */
export function emptying(
  id: ThreadId,
  messages: readonly Message[],
  how: Pick<Emptied, 'how' | 'tree'>,
): readonly DomainEvent[] {
  if (messages.length === 0) return []
  const of: Record<string, WaitingFrom> = {}
  for (const { from, kind } of messages) {
    const sender = from ?? 'host'
    const { messages: count, questions } = of[sender] ?? { messages: 0, questions: 0 }
    of[sender] = { messages: count + 1, questions: questions + (kind === 'question' ? 1 : 0) }
  }
  const urgent = messages.filter((message) => message.urgent === true).length
  return [{ type: 'mailbox.emptied', id, messages: messages.length, ...how, of, ...(urgent === 0 ? {} : { urgent }) }]
}
