import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { Message } from '../../../../shared/domain/peers/state.ts'

/** A message as far as the interface looks at one. */
export function messageOf(id: string, facts: Partial<Record<keyof Message, unknown>> = {}): Message {
  const usual = { from: 't2', to: 't1', number: 1, kind: 'message', text: 'Hello.', sentAt: 0 }
  return { ...usual, id, state: { kind: 'accepted' }, ...facts } as unknown as Message
}

export function negotiationOf(facts: Partial<Record<keyof Negotiation, unknown>> = {}): Negotiation {
  return {
    id: 'n1',
    parties: ['a', 'b'],
    confirmed: [],
    caps: { rounds: 4, messages: 12, tokens: 24_000, minutes: 20 },
    used: { rounds: 2, messages: 5, tokens: 3100, reserved: 800 },
    openedAt: 0,
    atCap: 'serialize',
    state: { kind: 'open' },
    ...facts,
  } as unknown as Negotiation
}
