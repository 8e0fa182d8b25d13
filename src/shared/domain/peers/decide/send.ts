import type { Failure } from '../../../kernel/failure.ts'
import type { MessageId, ThreadId } from '../../../kernel/ids.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { negotiationOf, refusedByNegotiation } from '../../negotiation/budget.ts'
import { reserved } from '../../negotiation/spend.ts'
import { Overlay } from '../../overlay.ts'
import { provisional } from '../../provisional.ts'
import { findThread } from '../../thread/find.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { Thread } from '../../thread/state.ts'
import { allowanceOf } from '../allowance.ts'
import { cleaned } from '../cleaned.ts'
import { judgeMessage } from '../judge.ts'
import { messageLimits } from '../limits.ts'
import { opening } from '../opening.ts'
import { putAside } from '../put-aside.ts'
import type { Message } from '../state.ts'

type Payload = PayloadOf<'peers.send'>

/** One copy of what is sent, to one recipient. */
interface Copy {
  readonly id: MessageId
  readonly to: ThreadId
  readonly from: Thread
  readonly said: Payload
  readonly now: number
}

/** Each copy is accepted or refused by itself, and each counts when the next one is judged. */
export const decideSend: Decide<'peers.send'> = (model, payload, { now }) => {
  const found = findThread(model, payload.by)
  if (!found.ok) return found
  const { messages } = payload
  if (messages.length > messageLimits.recipients) {
    return refuse(
      'too-many-recipients',
      `A message goes to ${messageLimits.recipients} threads at most; nothing was sent.`,
      'Name those whom it concerns.',
    )
  }
  const taken = messages.find(({ id }) => model.message.get(id) !== undefined)
  if (taken !== undefined) return idTaken(taken.id)
  const ahead = new Overlay(model)
  const all: DomainEvent[] = []
  for (const { id, to } of messages) {
    const sent = sendCopy(ahead.model, { id, to, from: found.value, said: payload, now })
    for (const event of sent) ahead.apply(provisional(event, now))
    for (const event of spokenAhead(ahead.model, sent)) ahead.apply(provisional(event, now))
    all.push(...sent)
  }
  return events(...all)
}

/** What the exchange makes of it, for the copies to come; the rules of negotiations say it for good. */
function spokenAhead(model: Model, sent: readonly DomainEvent[]): readonly DomainEvent[] {
  return sent.flatMap((event) => (event.type === 'message.sent' ? reserved(model, event) : []))
}

function sendCopy(model: Model, copy: Copy): readonly DomainEvent[] {
  const { from, now, said, to } = copy
  const mailbox = model.mailbox.get(from.id)
  const left = allowanceOf(mailbox, now)
  const { answers, kind, negotiation, text } = said
  const failure =
    judgeMessage(model, { from, to, kind, text, answers, negotiation, left }) ??
    refusedByNegotiation(model, { from: from.id, to, text: cleaned(text), negotiation })
  return [
    ...opening(model, from.id),
    ...(failure === null ? accepted(model, copy, left) : refused(model, copy, failure)),
  ]
}

function accepted(model: Model, copy: Copy, left: number): readonly DomainEvent[] {
  const { from, id, now, said, to } = copy
  const mailbox = model.mailbox.get(to)
  const number = (mailbox?.numbers[from.id] ?? 0) + 1
  const message = { ...factsOf(model, copy), number, text: cleaned(said.text) }
  const { expiresAt } = message
  return [
    ...(to === from.id ? [] : opening(model, to)),
    { type: 'message.sent', ...message },
    {
      type: 'mailbox.took',
      id: to,
      message: id,
      from: from.id,
      number,
      ...(said.kind === 'question' ? { question: true } : {}),
      ...(message.urgent === undefined ? {} : { urgent: true }),
      wakes: true,
    },
    { type: 'mailbox.sent', id: from.id, message: id, to, left: left - 1 },
    ...(expiresAt === undefined ? [] : [{ type: 'mailbox.asked', id: from.id, message: id, to, expiresAt } as const]),
    ...answering(model, copy, now),
  ]
}

type Facts = Omit<Message, 'state' | 'sentAt' | 'answeredBy' | 'escalated' | 'closed' | 'number' | 'text'>

function factsOf(model: Model, { from, id, now, said, to }: Copy): Facts {
  const { answers, item, kind, messages, waitMs } = said
  const negotiation = negotiationOf(model, { from: from.id, to, text: said.text, negotiation: said.negotiation })
  const wait = Math.min(messageLimits.longestQuestionMs, Math.max(0, waitMs ?? messageLimits.questionMs))
  const first = messages[0]?.id
  return {
    id,
    from: from.id,
    to,
    kind,
    ...(answers === undefined ? {} : { answers }),
    ...(negotiation === undefined ? {} : { negotiation: negotiation.id }),
    ...(negotiation !== undefined && kind === 'question' ? { urgent: true } : {}),
    ...(item === undefined ? {} : { about: { item } }),
    ...(messages.length > 1 && first !== undefined ? { broadcast: first } : {}),
    ...(kind === 'question' ? { expiresAt: now + wait } : {}),
  }
}

/** It answers a question, and whoever had waited in vain hears from the other again. */
function answering(model: Model, { from, id, said, to }: Copy, now: number): readonly DomainEvent[] {
  const question = said.answers === undefined ? undefined : model.message.get(said.answers)
  const asked = model.mailbox.get(to)?.asked ?? []
  const heard = asked.filter(({ expiresAt, message, to: other }) => {
    return message === question?.id || (other === from.id && expiresAt <= now)
  })
  const late = heard.filter(({ message }) => message !== question?.id)
  const named = heard.filter(({ message }) => message === question?.id)
  return [
    ...(question === undefined || question.answeredBy !== undefined
      ? []
      : [{ type: 'message.answered', id: question.id, by: id } as const]),
    ...(named.length === 0
      ? []
      : [{ type: 'mailbox.heard', id: to, messages: named.map(({ message }) => message) } as const]),
    ...putAside(model, to, { questions: late, because: `${from.title} has spoken since.` }),
  ]
}

function refused(model: Model, copy: Copy, failure: Failure): readonly DomainEvent[] {
  const { from, id, said } = copy
  const counted: DomainEvent = { type: 'mailbox.refused', id: from.id, message: id, failure }
  if ((model.mailbox.get(from.id)?.refused ?? 0) >= messageLimits.refusedKept) return [counted]
  const { expiresAt: _expiresAt, urgent: _urgent, ...facts } = factsOf(model, copy)
  const text = cleaned(said.text.slice(0, messageLimits.refusedText * 2))
    .slice(0, messageLimits.refusedText)
    .toWellFormed()
  return [{ type: 'message.refused', ...facts, number: 0, text, failure }, counted]
}
