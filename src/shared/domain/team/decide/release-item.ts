import { type Decide, events, nothing } from '../../decision.ts'
import { oneLine } from '../../thread/quoted.ts'
import { findItem, heldBy } from '../find.ts'
import { itemLimits } from '../state.ts'
import { wrongTexts } from '../texts.ts'
import { taken } from './claim-item.ts'

/** Its owner gives it up, or a person takes it back. */
export const decideReleaseItem: Decide<'item.release'> = (model, payload) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const held = heldBy(found.value.item)
  if (held === null) return nothing
  if (payload.by !== null && payload.by !== held.by) return taken(model, held)
  const refused = wrongTexts({ note: payload.because.slice(0, itemLimits.note) }, payload.by !== null)
  if (refused !== null) return refused
  const said = oneLine(payload.because).trim().slice(0, itemLimits.note)
  return events({ type: 'item.returned', id: found.value.item.id, because: said === '' ? 'It was given up.' : said })
}
