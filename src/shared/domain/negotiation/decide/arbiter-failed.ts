import { ok } from '../../../kernel/result.ts'
import { type Decide, nothing } from '../../decision.ts'
import { oneLine } from '../../thread/quoted.ts'
import { withoutRuling } from '../at-cap.ts'

/** Nobody could be put to work on it. */
export const decideArbiterFailed: Decide<'negotiation.report-arbiter-failed'> = (
  model,
  { because, negotiation: id },
) => {
  const negotiation = model.negotiation.get(id)
  if (negotiation?.state.kind !== 'arbitrating' || negotiation.state.arbiter !== null) return nothing
  return ok(withoutRuling(model, negotiation, `No arbiter could be begun. ${oneLine(because)}`))
}
