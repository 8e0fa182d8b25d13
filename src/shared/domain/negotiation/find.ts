import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Negotiation, NegotiationState } from './state.ts'

export interface UnderWay extends Negotiation {
  readonly state: Exclude<NegotiationState, { kind: 'settled' }>
}

/** An exchange that is not settled yet. Refusals say how it was. */
export function findUnderWay(model: Model, id: string): Result<UnderWay, Refusal> {
  const found = model.negotiation.get(id)
  if (found === undefined) {
    const message = `There is no negotiation ${id}; nothing was changed.`
    return err({
      code: 'negotiation-unknown',
      message,
      remedy: 'It may have ended: look at what its parties were told.',
    })
  }
  const { state, topic } = found
  if (state.kind === 'settled') {
    const message = `“${topic}” is settled already: ${state.because} Nothing was changed.`
    return err({ code: 'negotiation-settled', message, remedy: 'Go on as it was settled.' })
  }
  return ok({ ...found, state })
}
