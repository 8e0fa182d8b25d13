import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { FindingEvent, MailboxEvent, MessageEvent } from './events.ts'
import { burst } from './limits.ts'
import { emptied, took } from './reduce-waiting.ts'
import type { Finding, Mailbox, Message, MessageState, OpenQuestion } from './state.ts'

export function reduceMessage(state: Message | undefined, event: MessageEvent, { at }: EventEnvelope): Message {
  switch (event.type) {
    case 'message.sent': {
      const { type: _type, ...facts } = event
      return { ...facts, state: { kind: 'accepted' }, sentAt: at }
    }
    case 'message.refused': {
      const { failure, type: _type, ...facts } = event
      return { ...facts, state: { kind: 'refused', failure }, sentAt: at }
    }
    case 'message.answered':
      return { ...existing(state, event), answeredBy: event.by }
    case 'message.escalated':
      return { ...existing(state, event), escalated: true }
    case 'message.closed':
      return { ...existing(state, event), closed: true }
    default: {
      const message = existing(state, event)
      return { ...message, state: moved(message.state, event, at) }
    }
  }
}

type Moved = Extract<
  MessageEvent,
  { type: 'message.placed' | 'message.delivered' | 'message.read' | 'message.expired' }
>

function moved(state: MessageState, event: Moved, at: number): MessageState {
  switch (event.type) {
    case 'message.placed':
      return { kind: 'placed', prompt: event.prompt }
    case 'message.delivered':
      return state.kind === 'placed' ? { kind: 'delivered', prompt: state.prompt, at } : state
    case 'message.read':
      return { kind: 'read', at }
    case 'message.expired':
      return { kind: 'expired', because: event.because }
    default:
      return assertNever(event)
  }
}

/** Refusals that a mailbox remembers. */
const refusalsKept = 5

export function reduceMailbox(state: Mailbox | undefined, event: MailboxEvent, { at }: EventEnvelope): Mailbox {
  if (event.type === 'mailbox.opened') return withoutApart(state ?? opened(event.id, at))
  if (event.type === 'mailbox.touched') {
    return { ...(state ?? { ...opened(event.id, at), apart: true }), touched: event.paths }
  }
  const mailbox = existing(state, event)
  switch (event.type) {
    case 'mailbox.took':
      return took(mailbox, event)
    case 'mailbox.charged':
      return { ...mailbox, allowance: { left: event.left, at } }
    case 'mailbox.sent':
      return { ...mailbox, sent: mailbox.sent + 1, allowance: { left: event.left, at } }
    case 'mailbox.refused': {
      const refusal = { message: event.message, failure: event.failure, at }
      const refusals = [...mailbox.refusals, refusal].slice(-refusalsKept)
      return { ...mailbox, refused: mailbox.refused + 1, refusals }
    }
    case 'mailbox.emptied':
      return emptied(mailbox, event)
    case 'mailbox.woke':
      return { ...mailbox, woken: (mailbox.woken ?? 0) + 1 }
    case 'mailbox.watched':
      return { ...mailbox, watchers: [...mailbox.watchers.filter((one) => one !== event.by), event.by] }
    case 'mailbox.unwatched':
      return { ...mailbox, watchers: mailbox.watchers.filter((one) => !event.by.includes(one)) }
    case 'mailbox.asked': {
      const { expiresAt, message, to } = event
      return { ...mailbox, asked: [...(mailbox.asked ?? []), { message, to, expiresAt }] }
    }
    case 'mailbox.overdue': {
      const late = (one: OpenQuestion) => (one.message === event.message ? { ...one, overdueSince: at } : one)
      return { ...mailbox, asked: mailbox.asked?.map(late) ?? [] }
    }
    case 'mailbox.heard':
      return { ...mailbox, asked: mailbox.asked?.filter((one) => !event.messages.includes(one.message)) ?? [] }
    default:
      return assertNever(event)
  }
}

function withoutApart({ apart: _apart, ...mailbox }: Mailbox): Mailbox {
  return mailbox
}

function opened(id: Mailbox['id'], at: number): Mailbox {
  const allowance = { left: burst, at }
  return { id, waiting: 0, received: 0, sent: 0, refused: 0, numbers: {}, allowance, refusals: [], watchers: [] }
}

export function reduceFinding(state: Finding | undefined, event: FindingEvent, { at }: EventEnvelope): Finding {
  switch (event.type) {
    case 'finding.published': {
      const { type: _type, ...facts } = event
      return { ...facts, reached: [], at, closed: false }
    }
    case 'finding.reached': {
      const finding = existing(state, event)
      return { ...finding, reached: [...new Set([...finding.reached, ...event.threads])] }
    }
    case 'finding.closed':
      return { ...existing(state, event), closed: true }
    default:
      return assertNever(event)
  }
}
