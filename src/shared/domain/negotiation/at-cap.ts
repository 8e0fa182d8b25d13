import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { activeParties } from './parties.ts'
import { agreementOf, serialized, settle, settledByParties } from './settle.ts'
import type { Negotiation } from './state.ts'

/**
 * A cap is reached: one outcome is forced, unless the parties have agreed or there is nobody left to settle anything
 * with. `what`: the cap, in a sentence.
 */
export function capReached(model: Model, negotiation: Negotiation, what: string): readonly DomainEvent[] {
  const { atCap, id, state } = negotiation
  if (state.kind !== 'open') return []
  const over = settledWithout(model, negotiation)
  if (over.length > 0) return over
  const capped = (forces: Negotiation['atCap']): DomainEvent => {
    return { type: 'negotiation.capped', id, what, forces, arbiter: null }
  }
  if (atCap !== 'serialize') return [capped(atCap)]
  const forced = serialized(model, negotiation, { by: 'host', because: `${what} Nothing was agreed.` })
  return forced === null ? [capped('ask')] : [capped('serialize'), ...forced]
}

/** No arbiter rules: one waits for the other, and where that can't be a person is asked. */
export function withoutRuling(model: Model, negotiation: Negotiation, why: string): readonly DomainEvent[] {
  if (negotiation.state.kind !== 'arbitrating') return []
  const over = settledWithout(model, negotiation)
  if (over.length > 0) return over
  const forced = serialized(model, negotiation, { by: 'host', because: why })
  return forced ?? [{ type: 'negotiation.capped', id: negotiation.id, what: why, forces: 'ask', arbiter: null }]
}

/** What ends it without force: the parties agree, or fewer than two are left. Nothing while neither is so. */
export function settledWithout(model: Model, negotiation: Negotiation): readonly DomainEvent[] {
  if (negotiation.state.kind === 'settled') return []
  if (agreementOf(model, negotiation) !== null) return settledByParties(model, negotiation.id)
  if (activeParties(model, negotiation).length > 1) return []
  const because = 'Its parties have landed or are gone: nothing is left to settle.'
  return settle(model, negotiation, { outcome: { kind: 'stopped' }, by: 'host', because })
}
