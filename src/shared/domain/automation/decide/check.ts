import { type Decide, events } from '../../decision.ts'
import { releaseHeld } from '../release.ts'

/** Of every automation, as much as one decision may look at; `dueAt` says when to ask again. */
export const decideAutomationCheck: Decide<'automation.check'> = (model, _payload, { now }) => {
  const waiting = [...model.automation.values()].filter(({ held }) => held > 0)
  return events(...waiting.flatMap((automation) => releaseHeld(model, automation, now).events))
}
