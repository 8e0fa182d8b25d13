import { ok } from '../../kernel/result.ts'
import { type Decision, refuse } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Ruling } from './commands.ts'
import { activeParties } from './parties.ts'
import { type Settlement, serialized, settle } from './settle.ts'
import type { Negotiation } from './state.ts'

export interface Ruled {
  readonly ruling: Extract<Ruling, { kind: 'agreed' | 'serialize' }>
  readonly by: Settlement['by']
  readonly because: string
}

/** Ends an exchange as somebody rules who may: on a contract, or one after the other. */
export function rule(model: Model, negotiation: Negotiation, { because, by, ruling }: Ruled): Decision {
  if (ruling.kind === 'agreed') {
    const contract = model.contract.get(ruling.contract)
    if (contract === undefined || contract.project !== negotiation.project || contract.version !== ruling.version) {
      const message = 'There is no such contract, or a newer version of it is there; nothing was settled.'
      return refuse('contract-moved', message, 'Name the newest version of a contract of this project.')
    }
    const outcome = { kind: 'agreed', contract: contract.id, version: contract.version } as const
    return ok(settle(model, negotiation, { outcome, by, because }))
  }
  if (!activeParties(model, negotiation).some(({ id }) => id === ruling.first)) {
    const message = 'Whoever is to go first is no party of it, or has ended; nothing was settled.'
    return refuse('not-a-party', message, 'Name one of its parties.')
  }
  const events = serialized(model, negotiation, { first: ruling.first, by, because })
  if (events !== null) return ok(events)
  const message =
    'The others can’t wait for it: one of them is being landed, or it waits for one of them. Nothing was settled.'
  return refuse('not-possible', message, 'Name another one to go first, or end it otherwise.')
}
