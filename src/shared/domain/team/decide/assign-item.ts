import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findItem, heldBy, ownersOf } from '../find.ts'
import { taken } from './claim-item.ts'

/** Says who is to do it. What somebody has is given on by that thread or a person alone. */
export const decideAssignItem: Decide<'item.assign'> = (model, payload) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const { item } = found.value
  const { by, to } = payload
  if (item.state.kind === 'done') {
    return refuse('item-done', `“${item.title}” is done; nothing was changed.`, 'Add what is still to do as an item.')
  }
  if (to !== null && !ownersOf(model, item.cluster).some((owner) => owner.id === to)) {
    return refuse('not-in-team', `${to} is not in the team; nothing was changed.`, 'Assign it to one of the team.')
  }
  const held = heldBy(item)
  if (held === null && item.assigned === to) return nothing
  if (held !== null && held.by === to) return nothing
  if (held !== null && by !== null && held.by !== by) return taken(model, held)
  return events(
    ...(held === null ? [] : [{ type: 'item.returned', id: item.id, because: 'It was handed on.' } as const]),
    ...(held !== null && to === null ? [] : [{ type: 'item.assigned', id: item.id, to, by } as const]),
  )
}
