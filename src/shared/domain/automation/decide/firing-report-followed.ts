import { type Decide, events, nothing } from '../../decision.ts'
import { findFiring } from '../find.ts'

export const decideFiringReportFollowed: Decide<'firing.report-followed'> = (model, payload) => {
  const found = findFiring(model, payload.firing)
  if (!found.ok) return found
  const { done, id } = found.value
  return done.includes(payload.step) ? nothing : events({ type: 'firing.followed', id, step: payload.step })
}
