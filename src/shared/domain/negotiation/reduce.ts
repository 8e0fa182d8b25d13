import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { NegotiationEvent } from './events.ts'
import type { Negotiation, NegotiationState } from './state.ts'

export function reduceNegotiation(
  state: Negotiation | undefined,
  event: NegotiationEvent,
  { at }: EventEnvelope,
): Negotiation {
  if (event.type === 'negotiation.opened') {
    const { type: _type, ...facts } = event
    const used = { rounds: 0, messages: 0, tokens: 0, reserved: 0 }
    return { ...facts, used, spoken: [], confirmed: [], joined: [], state: { kind: 'open' }, openedAt: at }
  }
  const negotiation = existing(state, event)
  const { used } = negotiation
  switch (event.type) {
    case 'negotiation.spoke':
      return {
        ...negotiation,
        used: {
          ...used,
          rounds: used.rounds + (event.round ? 1 : 0),
          messages: used.messages + 1,
          reserved: used.reserved + event.tokens,
        },
        spoken: event.round ? [] : [...new Set([...negotiation.spoken, event.by])],
      }
    case 'negotiation.settled-tokens':
      return {
        ...negotiation,
        used: {
          ...used,
          reserved: Math.max(0, used.reserved - event.reserved),
          tokens: used.tokens + event.tokens,
        },
      }
    case 'negotiation.confirmed': {
      const others = negotiation.confirmed.filter(({ thread }) => thread !== event.by)
      const { by: thread, contract, version } = event
      return { ...negotiation, confirmed: [...others, { thread, contract, version }] }
    }
    case 'negotiation.joined':
      return { ...negotiation, joined: [...negotiation.joined, { text: event.text, at }] }
    case 'negotiation.capped':
      return { ...negotiation, state: capped(event, negotiation.state, at) }
    case 'negotiation.arbiter-asked': {
      const { arbiter } = event
      const { state: before } = negotiation
      return { ...negotiation, state: before.kind === 'arbitrating' ? { ...before, arbiter } : before }
    }
    case 'negotiation.parties-changed': {
      const { parties } = event
      const confirmed = negotiation.confirmed.filter(({ thread }) => parties.includes(thread))
      return { ...negotiation, parties, confirmed, spoken: negotiation.spoken.filter((id) => parties.includes(id)) }
    }
    case 'negotiation.moved':
      return { ...negotiation, cluster: event.cluster }
    case 'negotiation.closed':
      return { ...negotiation, closed: true }
    case 'negotiation.settled': {
      const { because, by, outcome } = event
      return { ...negotiation, state: { kind: 'settled', outcome, by, because, at } }
    }
    default:
      return assertNever(event)
  }
}

/** To serialize, nobody has to be waited for: the settlement follows in the same decision. */
function capped(
  { arbiter, forces }: Extract<NegotiationEvent, { type: 'negotiation.capped' }>,
  state: NegotiationState,
  since: number,
): NegotiationState {
  if (forces === 'arbiter') return { kind: 'arbitrating', arbiter, since }
  return forces === 'ask' ? { kind: 'asking', since } : state
}
