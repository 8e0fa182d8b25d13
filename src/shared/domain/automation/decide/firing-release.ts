import { type Decide, events, refuse } from '../../decision.ts'
import { findAutomation, findFiring } from '../find.ts'
import { projectOf } from '../judge-delivery.ts'
import { notHeld } from '../not-held.ts'
import { sentOn } from '../release.ts'

/** A person's word stands before every limit; without a definition there is nothing to dispatch. */
export const decideFiringRelease: Decide<'firing.release'> = (model, payload) => {
  const found = findFiring(model, payload.firing)
  if (!found.ok) return found
  const firing = found.value
  if (firing.state.kind !== 'held') return notHeld(firing)
  const owner = findAutomation(model, firing.automation)
  if (!owner.ok) return owner
  const { definition, goneSince, name } = owner.value
  if (definition === null || goneSince !== undefined || projectOf(model, owner.value) === undefined) {
    const message = `${name} has no file here any more; it stays held.`
    return refuse('automation-undefined', message, 'Bring the file back, or drop what is held.')
  }
  return events(...sentOn(owner.value, firing, 'you sent it on'))
}
