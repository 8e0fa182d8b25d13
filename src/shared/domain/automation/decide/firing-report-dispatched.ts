import { type Decide, events, nothing } from '../../decision.ts'
import { stopRun } from '../../run/stop.ts'
import { findFiring } from '../find.ts'

/** A run that began while everything was being stopped is stopped as well. */
export const decideFiringReportDispatched: Decide<'firing.report-dispatched'> = (model, payload) => {
  const found = findFiring(model, payload.firing)
  if (!found.ok) return found
  const { id, state } = found.value
  const { notice, run, thread } = payload
  const told = notice === undefined ? {} : { notice }
  if (state.kind === 'dispatching') return events({ type: 'firing.dispatched', id, run, thread, ...told })
  return state.kind === 'skipped' && state.code === 'dropped' ? events(...stopRun(model, run)) : nothing
}
