import { type Decide, events, refuse } from '../../decision.ts'
import { findLanding } from '../find.ts'

/** A person keeps a landing that could not be taken back; undoing can be asked for again later. */
export const decideAccept: Decide<'landing.accept'> = (model, payload) => {
  const found = findLanding(model, payload.landing)
  if (!found.ok) return found
  const landing = found.value
  if (landing.undoRefused === null) {
    return refuse(
      'nothing-to-accept',
      `No refused undo of the landing ${landing.id} waits for you; nothing was changed.`,
      'Undo the landing if it is to be taken back.',
    )
  }
  return events({ type: 'landing.undo-refusal-accepted', id: landing.id })
}
