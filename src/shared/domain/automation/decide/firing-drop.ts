import { type Decide, events, nothing } from '../../decision.ts'
import { findFiring } from '../find.ts'
import { notHeld } from '../not-held.ts'
import { dropped } from '../release.ts'

export const decideFiringDrop: Decide<'firing.drop'> = (model, payload) => {
  const found = findFiring(model, payload.firing)
  if (!found.ok) return found
  const { state } = found.value
  if (state.kind === 'skipped' && state.code === 'dropped') return nothing
  if (state.kind !== 'held') return notHeld(found.value)
  return events(...dropped(found.value, { code: 'dropped', reason: 'you dropped it' }))
}
