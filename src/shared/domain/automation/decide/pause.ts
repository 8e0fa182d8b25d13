import { type Decide, events, nothing } from '../../decision.ts'
import { findProject } from '../find.ts'

/** What is under way goes on; what is being handed over still is. */
export const decideAutomationPause: Decide<'automation.pause'> = (model, payload) => {
  const found = findProject(model, payload.project)
  if (!found.ok) return found
  const { automationsPausedSince, id } = found.value
  if ((automationsPausedSince !== undefined) === payload.paused) return nothing
  return events({ type: 'project.automations-paused', id, paused: payload.paused })
}
