import type { MessageId, NegotiationId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { cleaned } from './cleaned.ts'
import { mayHear } from './gone.ts'
import { messageLimits } from './limits.ts'
import { isOpen } from './opening.ts'
import type { Message, MessageKind } from './state.ts'

/** Words of the host, or something that it passes on by itself, to one thread. */
export interface HostMessage {
  /** Derived from what it tells of, so that the same decision made again names the same message. */
  readonly id: MessageId
  readonly to: ThreadId
  readonly kind: Extract<MessageKind, 'introduction' | 'notice' | 'contract' | 'finding'>
  readonly text: string
  readonly about?: Message['about']
  readonly negotiation?: NegotiationId
  /** The thread whose finding or contract it is; absent: the host itself. */
  readonly from?: ThreadId
  /** It goes before the agent between two tool calls where it can take that. */
  readonly urgent?: boolean
  /** Whether a thread at rest gets a turn for it: absent, an introduction and what is urgent do. */
  readonly wakes?: boolean
}

/** The events of one such message; none where its recipient is gone. For several in one decision: `hostMessages`. */
export function hostMessage(model: Model, message: HostMessage): readonly DomainEvent[] {
  return hostMessages(model, [message])
}

/** The same for several; their numbers follow each other where some have the same recipient. */
export function hostMessages(model: Model, messages: readonly HostMessage[]): readonly DomainEvent[] {
  const numbers = new Map<string, number>()
  const open = new Set<string>()
  return messages.flatMap((message) => {
    const { from, to } = message
    const thread = model.thread.get(to)
    if (thread === undefined || !mayHear(thread)) return []
    const sender = from ?? 'host'
    const mailbox = model.mailbox.get(to)
    const pair = `${sender} ${to}`
    const number = (numbers.get(pair) ?? mailbox?.numbers[sender] ?? 0) + 1
    numbers.set(pair, number)
    const opens = !isOpen(model, to) && !open.has(to)
    open.add(to)
    return [...(opens ? [{ type: 'mailbox.opened', id: to } as const] : []), ...accepted(message, number)]
  })
}

function accepted(message: HostMessage, number: number): readonly DomainEvent[] {
  const { about, from, id, kind, negotiation, text, to, urgent = false } = message
  const wakes = message.wakes ?? (kind === 'introduction' || urgent)
  return [
    {
      type: 'message.sent',
      id,
      from: from ?? null,
      to,
      number,
      kind,
      text: cleaned(text).slice(0, messageLimits.text).toWellFormed(),
      ...(about === undefined ? {} : { about }),
      ...(negotiation === undefined ? {} : { negotiation }),
      ...(urgent ? { urgent } : {}),
    },
    {
      type: 'mailbox.took',
      id: to,
      message: id,
      from: from ?? null,
      number,
      ...(urgent ? { urgent } : {}),
      ...(wakes ? { wakes } : {}),
    },
  ]
}
