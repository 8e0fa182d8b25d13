import { type Decide, type Decision, events, nothing, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { cleaned } from '../../peers/cleaned.ts'
import { findItem, heldBy } from '../find.ts'
import { type Item, itemLimits } from '../state.ts'
import { wrongTexts } from '../texts.ts'
import { taken } from './claim-item.ts'

/** Its owner says that it is done: a claim. What its owner's gates say of the work decides. */
export const decideCompleteItem: Decide<'item.complete'> = (model, payload) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const { item } = found.value
  const { by, evidence } = payload
  const held = heldBy(item)
  if (held === null || by === null) return notOwned(item)
  if (held.by !== by) return taken(model, held)
  if (held.kind === 'claimed-done') return nothing
  const refused = wrongTexts({ note: evidence.slice(0, itemLimits.note) }, true) ?? notInTurn(model, by)
  if (refused !== null) return refused
  return events({ type: 'item.completed', id: item.id, evidence: cleaned(evidence).slice(0, itemLimits.note) })
}

function notOwned({ state, title }: Item): Decision {
  if (state.kind === 'done') return nothing
  const message = `Nobody has taken “${title}”; nothing was changed.`
  return refuse('item-not-claimed', message, 'Claim it first (task_claim), then do it.')
}

/** What it says now is judged at the end of the turn: outside of one, nothing would. */
function notInTurn(model: Model, by: string): Decision | null {
  if (model.thread.get(by)?.turn != null) return null
  return refuse('not-in-turn', 'You are at no work; nothing was changed.', 'Say it in your next turn.')
}
