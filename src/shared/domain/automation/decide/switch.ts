import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findAutomation } from '../find.ts'

/** What is held already goes on: only its triggers are begun or ended. */
export const decideAutomationSwitch: Decide<'automation.switch'> = (model, payload) => {
  const found = findAutomation(model, payload.automation)
  if (!found.ok) return found
  const { definition, goneSince, id, name, on } = found.value
  if (on === payload.on) return nothing
  if (payload.on && (definition === null || goneSince !== undefined)) {
    const why = definition === null ? 'was never right so far' : 'is gone'
    return refuse('automation-undefined', `The file of ${name} ${why}; it stays off.`, 'Put the file right first.')
  }
  return events({ type: 'automation.switched', id, on: payload.on })
}
