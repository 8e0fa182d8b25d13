import type { MailboxEvent } from './events.ts'
import type { Mailbox, WaitingFrom } from './state.ts'

type Waiting = Readonly<Record<string, WaitingFrom>>

export function took(mailbox: Mailbox, event: Extract<MailboxEvent, { type: 'mailbox.took' }>): Mailbox {
  const sender = event.from ?? 'host'
  const before = mailbox.waitingFrom?.[sender] ?? { messages: 0, questions: 0 }
  const one = { messages: before.messages + 1, questions: before.questions + (event.question === true ? 1 : 0) }
  return {
    ...mailbox,
    numbers: { ...mailbox.numbers, [sender]: event.number },
    waiting: mailbox.waiting + 1,
    received: mailbox.received + 1,
    waitingFrom: { ...mailbox.waitingFrom, [sender]: one },
    calls: (mailbox.calls ?? 0) + (event.wakes === true ? 1 : 0),
    urgent: (mailbox.urgent ?? 0) + (event.urgent === true ? 1 : 0),
  }
}

export function emptied(mailbox: Mailbox, event: Extract<MailboxEvent, { type: 'mailbox.emptied' }>): Mailbox {
  const waiting = Math.max(0, mailbox.waiting - event.messages)
  // What was given in a turn came with word of all the rest.
  const told = waiting === 0 || event.how === 'given'
  const left: Mailbox = {
    ...mailbox,
    waiting,
    waitingFrom: without(mailbox.waitingFrom ?? {}, event.of ?? {}),
    calls: told ? 0 : (mailbox.calls ?? 0),
    urgent: waiting === 0 ? 0 : Math.max(0, (mailbox.urgent ?? 0) - (event.urgent ?? 0)),
  }
  return event.how === 'given' ? { ...left, given: { tree: event.tree ?? null, messages: event.messages } } : left
}

function without(waiting: Waiting, gone: Waiting): Waiting {
  const rest = Object.entries(waiting).map(([sender, { messages, questions }]) => {
    const of = gone[sender]
    const left = { messages: messages - (of?.messages ?? 0), questions: questions - (of?.questions ?? 0) }
    return [sender, left] as const
  })
  return Object.fromEntries(rest.filter(([, { messages }]) => messages > 0))
}
