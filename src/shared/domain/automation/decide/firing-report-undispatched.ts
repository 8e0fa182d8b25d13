import { type Decide, events, nothing } from '../../decision.ts'
import { findFiring } from '../find.ts'
import { undispatched } from '../undispatched.ts'

/** Its key is free again where it failed; where another host has it, that one dispatches it. */
export const decideFiringReportUndispatched: Decide<'firing.report-undispatched'> = (model, payload) => {
  const found = findFiring(model, payload.firing)
  if (!found.ok) return found
  if (found.value.state.kind !== 'dispatching') return nothing
  return events(...undispatched(found.value, { code: payload.code, reason: payload.failure.message }))
}
