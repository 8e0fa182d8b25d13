import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import type { Person } from './person.ts'

type Of<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>

/** What is wrong with what threads said to each other, once all of them have landed. */
export function checkTalk({ model, shown }: Person): readonly string[] {
  const events = shown.map(({ event }) => event)
  return [
    ...unfinished(model),
    ...outOfOrder(events),
    ...twice(events),
    ...[...model.negotiation.values()].flatMap(({ id, state, used }) => {
      if (state.kind !== 'settled') return [`the negotiation ${id} is ${state.kind}`]
      return used.reserved === 0 ? [] : [`the negotiation ${id} keeps ${used.reserved} tokens`]
    }),
    ...[...model.item.values()].flatMap(({ id, state }) =>
      state.kind === 'claimed' || state.kind === 'claimed-done' ? [`the entry ${id} is still ${state.kind}`] : [],
    ),
  ]
}

/** No message waits for a thread that has landed. */
function unfinished(model: Person['model']): readonly string[] {
  const messages = [...model.message.values()].flatMap(({ id, state }) =>
    ['read', 'refused', 'expired'].includes(state.kind) ? [] : [`the message ${id} is still ${state.kind}`],
  )
  const boxes = [...model.mailbox.values()].flatMap(({ id, waiting }) =>
    waiting === 0 ? [] : [`${waiting} messages wait for ${id}`],
  )
  return [...messages, ...boxes]
}

/** Each pair counts its messages without a gap, and they are put before the reader in that order. */
function outOfOrder(events: readonly DomainEvent[]): readonly string[] {
  const found: string[] = []
  const sent = new Map<string, Of<'message.sent'>>()
  const counted = new Map<string, number>()
  const given = new Map<string, number>()
  for (const event of events) {
    if (event.type === 'message.sent') {
      const pair = `${event.from} to ${event.to}`
      if (event.number !== (counted.get(pair) ?? 0) + 1) found.push(`${event.id} is number ${event.number} of ${pair}`)
      counted.set(pair, event.number)
      sent.set(event.id, event)
    }
    if (event.type !== 'message.placed') continue
    const message = sent.get(event.id)
    const pair = `${message?.from} to ${message?.to}`
    const number = message?.number ?? 0
    if (number <= (given.get(pair) ?? 0)) found.push(`${event.id} came after number ${given.get(pair)} of ${pair}`)
    given.set(pair, number)
  }
  return found
}

/** A message is in one prompt, begins to be seen once, and ends once; and there are messages at all. */
function twice(events: readonly DomainEvent[]): readonly string[] {
  const seen = new Map<string, number>()
  for (const what of events.flatMap(happenings)) seen.set(what, (seen.get(what) ?? 0) + 1)
  const prompted = [...seen.keys()].some((what) => what.startsWith('in a prompt'))
  return [
    ...(prompted ? [] : ['no message was in any prompt']),
    ...[...seen].flatMap(([what, times]) => (times > 1 ? [`${what}: ${times} times`] : [])),
  ]
}

/** What may happen to a message once only. */
function happenings(event: DomainEvent): readonly string[] {
  switch (event.type) {
    case 'message.placed':
    case 'message.delivered':
      return [`${event.type} ${event.id}`]
    case 'message.read':
    case 'message.expired':
      return [`the end of ${event.id}`]
    case 'prompt.amended':
      return event.blocks.flatMap((block) => (block.kind === 'text' ? namedIn(block.text) : []))
    default:
      return []
  }
}

function namedIn(text: string): readonly string[] {
  return [...text.matchAll(/^Message \d+ from .* \(id (\S+)\):$/gm)].map(([, id]) => `in a prompt ${id}`)
}
