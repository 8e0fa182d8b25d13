import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { hostMessages } from '../peers/host-message.ts'
import { oneLine } from '../thread/quoted.ts'
import { activeParties } from './parties.ts'
import type { Negotiation, NegotiationOutcome } from './state.ts'

/** What parties are told of an exchange's opening, where nothing else introduces them to it. */
export function openedNotices(model: Model, negotiation: Negotiation): readonly DomainEvent[] {
  const { caps, because, id, topic } = negotiation
  const text = [
    `An exchange about “${oneLine(topic)}” is open. ${oneLine(because)}`,
    `Together you may use ${caps.rounds} rounds, ${caps.messages} messages, ${caps.tokens} tokens and ${caps.minutes} minutes.`,
    'Agree on a contract (publish_contract), and confirm the same version of it, each of you (confirm_contract). Without that, the end is forced.',
  ].join('\n')
  return toParties(model, negotiation, { id: `${id}-opened`, text: () => text, wakes: true })
}

/** What parties are told of its end. Nobody gets a turn for it. */
export function settledNotices(model: Model, negotiation: Negotiation): readonly DomainEvent[] {
  const { id, state, topic } = negotiation
  if (state.kind !== 'settled') return []
  const text = (to: ThreadId) => {
    const then = thenFor(model, state.outcome, to)
    return `The exchange about “${oneLine(topic)}” is settled. ${oneLine(state.because)} ${then}`
  }
  return toParties(model, negotiation, { id: `${id}-settled`, text, wakes: false })
}

/** What the outcome means for one party. */
function thenFor(model: Model, outcome: NegotiationOutcome, to: ThreadId): string {
  switch (outcome.kind) {
    case 'agreed': {
      const name = model.contract.get(outcome.contract)?.name ?? outcome.contract
      return `Keep to version ${outcome.version} of ${oneLine(name)} (read_contract).`
    }
    case 'serialized': {
      if (outcome.first === to) return 'You go on, and the others wait until your work has landed.'
      const first = model.thread.get(outcome.first)?.title ?? outcome.first
      return `You wait until ${oneLine(first)} has landed, and make your work fit then. Nothing has to be agreed any more.`
    }
    case 'asked':
    case 'stopped':
      return 'Go on with your task; nothing has to be agreed any more.'
  }
}

interface Notice {
  readonly id: string
  readonly text: (to: ThreadId) => string
  readonly wakes: boolean
}

function toParties(model: Model, negotiation: Negotiation, { id, text, wakes }: Notice): readonly DomainEvent[] {
  const messages = activeParties(model, negotiation).map(({ id: to }) => {
    return { id: `${id}-${to}` as MessageId, to, kind: 'notice', text: text(to), wakes } as const
  })
  return hostMessages(model, messages)
}
