import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { stopRun } from '../../run/stop.ts'
import { findProject } from '../find.ts'
import { firingsOf } from '../held.ts'
import { dropped } from '../release.ts'
import type { Firing } from '../state.ts'
import { undispatched } from '../undispatched.ts'

/** Everything that is held is dropped in one decision: a person wants nothing to come of it. */
export const decideAutomationStopAll: Decide<'automation.stop-all'> = (model, payload) => {
  const found = findProject(model, payload.project)
  if (!found.ok) return found
  const { automationsPausedSince, id } = found.value
  const pause: readonly DomainEvent[] =
    automationsPausedSince === undefined ? [{ type: 'project.automations-paused', id, paused: true }] : []
  const firings = [...model.automation.within(id)].flatMap((automation) => firingsOf(model, automation.id))
  return events(...pause, ...firings.flatMap((firing) => stopped(model, firing)))
}

const reason = { code: 'dropped', reason: 'you stopped everything' } as const

function stopped(model: Model, firing: Firing): readonly DomainEvent[] {
  switch (firing.state.kind) {
    case 'held':
      return dropped(firing, reason)
    case 'dispatching':
      return undispatched(firing, reason)
    case 'under-way':
      return stopRun(model, firing.state.run)
    default:
      return []
  }
}
