import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { emptying } from '../emptying.ts'
import type { Mailbox, OpenQuestion } from '../state.ts'

/** A question that nobody has seen in time expires; one that was seen is put before a person. */
export const decideCheckExpiry: Decide<'peers.check-expiry'> = (model, _payload, { now }) => {
  const overdue = [...model.mailbox.values()].flatMap((mailbox) => overdueOf(mailbox, now))
  return events(...overdue.flatMap(({ asker, question }) => expired(model, asker, question)))
}

/** When the next question is over, milliseconds since the epoch; null where none waits. */
export function nextExpiry(model: Model): number | null {
  let next: number | null = null
  for (const { asked = [] } of model.mailbox.values()) {
    for (const { expiresAt, overdueSince } of asked) {
      if (overdueSince === undefined && (next === null || expiresAt < next)) next = expiresAt
    }
  }
  return next
}

function overdueOf(asker: Mailbox, now: number) {
  const open = (asker.asked ?? []).filter((one) => one.overdueSince === undefined && one.expiresAt <= now)
  return open.map((question) => ({ asker, question }))
}

function expired(model: Model, asker: Mailbox, { message: id, to }: OpenQuestion): readonly DomainEvent[] {
  const message = model.message.get(id)
  const heard: DomainEvent = { type: 'mailbox.heard', id: asker.id, messages: [id] }
  // It is over already.
  if (message === undefined || message.answeredBy !== undefined) return [heard]
  if (message.state.kind === 'accepted') {
    const because = 'Nobody read it while its answer was waited for.'
    return [{ type: 'message.expired', id, because }, ...emptying(to, [message], { how: 'expired' }), heard]
  }
  if (message.state.kind === 'expired' || message.state.kind === 'refused') return [heard]
  return [
    { type: 'message.escalated', id },
    { type: 'mailbox.overdue', id: asker.id, message: id },
  ]
}
