import type { Model } from '../model.ts'
import { heldFirings } from './held.ts'
import { judgeHeld, projectOf } from './judge-delivery.ts'
import { quietEnds } from './quiet.ts'
import type { Automation } from './state.ts'

const day = 86_400_000

/**
 * When `automation.check` is to be sent next, in ms since the epoch; null where nothing is held by the clock. Not after
 * `now` where something may go on already. It holds for the model as it is: ask again after every change and every check.
 */
export function dueAt(model: Model, now: number): number | null {
  let due: number | null = null
  for (const automation of model.automation.values()) {
    const at = automation.held === 0 ? null : dueOf(model, automation, now)
    if (at !== null && (due === null || at < due)) due = at
  }
  return due
}

/** Whatever holds the first one holds the others. */
function dueOf(model: Model, automation: Automation, now: number): number | null {
  const [first] = heldFirings(model, automation.id)
  if (first === undefined) return null
  const decision = judgeHeld({ automation, project: projectOf(model, automation) }, first, now)
  if (decision.kind !== 'held') return now
  const quiet = automation.definition?.limits.quiet ?? null
  if (decision.code === 'quiet' && quiet !== null) return quietEnds(quiet, now)
  return decision.code === 'cost' ? (Math.floor(now / day) + 1) * day : null
}
