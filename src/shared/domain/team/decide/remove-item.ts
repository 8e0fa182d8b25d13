import { type Decide, events, refuse } from '../../decision.ts'
import { findItem, heldBy } from '../find.ts'
import { taken } from './claim-item.ts'

export const decideRemoveItem: Decide<'item.remove'> = (model, payload) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const { item } = found.value
  const held = heldBy(item)
  if (held !== null) return taken(model, held)
  if (payload.by !== null && item.addedBy !== payload.by) {
    const message = `“${item.title}” was added by somebody else; nothing was removed.`
    return refuse('not-yours', message, 'Leave a note on it instead.')
  }
  return events({ type: 'item.removed', id: item.id })
}
