import { type Decide, events, refuse } from '../../decision.ts'
import { findLanding } from '../find.ts'

/** Queues taking a landing back: a reset while nothing came on top, else a commit that reverts it. */
export const decideUndo: Decide<'landing.undo'> = (model, payload) => {
  const found = findLanding(model, payload.landing)
  if (!found.ok) return found
  const landing = found.value
  const thread = model.thread.get(landing.thread)
  if (landing.state.kind !== 'landed' || thread?.state.kind !== 'landed' || thread.state.landing !== landing.id) {
    return refuse(
      'not-landed',
      `The landing ${landing.id} is ${landing.state.kind}; nothing was undone.`,
      'Only the last landing of a thread can be undone.',
    )
  }
  return events({ type: 'landing.undo-requested', id: landing.id })
}
