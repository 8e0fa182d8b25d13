import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findAutomation } from '../find.ts'

/** A person has seen what a changed file may do; another version than the one they saw is not accepted by that. */
export const decideAutomationAccept: Decide<'automation.accept'> = (model, payload) => {
  const found = findAutomation(model, payload.automation)
  if (!found.ok) return found
  const { id, name, proposed, revision } = found.value
  if (proposed === undefined && revision === payload.revision) return nothing
  if (proposed?.revision !== payload.revision) {
    const message = `The file of ${name} has changed since; what was in force stays.`
    return refuse('version-changed', message, 'Look at the file as it is now.')
  }
  return events({
    type: 'automation.defined',
    id,
    revision: proposed.revision,
    definition: proposed.definition,
    by: 'person',
  })
}
