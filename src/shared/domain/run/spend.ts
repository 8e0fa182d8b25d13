import type { Model } from '../model.ts'
import type { Spend, Task } from '../task/state.ts'
import { unsettled } from '../thread/spending.ts'
import type { Thread } from '../thread/state.ts'
import { familyOf } from './own-runs.ts'
import type { Run } from './state.ts'

export const noSpend: Spend = { tokens: 0, cost: null, workMs: 0 }

export function addedSpend(one: Spend, other: Spend): Spend {
  const cost = one.cost === null && other.cost === null ? null : (one.cost ?? 0) + (other.cost ?? 0)
  return { tokens: one.tokens + other.tokens, cost, workMs: one.workMs + other.workMs }
}

/** What a task has cost up to now, all its threads together. `now`: milliseconds since the epoch, for open turns. */
export function taskSpend(model: Model, task: Task, now: number): Spend {
  const own = withOpenTurns(model, task.spent, { now, counts: (thread) => thread.task === task.id })
  const child = model.run.get(task.child ?? '')
  return child === undefined ? own : addedSpend(own, runSpend(model, child, now))
}

/** What a run has cost up to now, its planner and the runs that its tasks are included. */
export function runSpend(model: Model, run: Run, now: number): Spend {
  const family = familyOf(model, run.id)
  let sum = noSpend
  // Of planners too: their threads may have left the model.
  for (const id of family) {
    sum = addedSpend(sum, model.run.get(id)?.plan?.spent ?? noSpend)
    for (const { spent } of model.task.within(id)) sum = addedSpend(sum, spent)
  }
  return withOpenTurns(model, sum, { now, counts: (thread) => family.has(thread.run) })
}

/** What the day has cost up to now, over all runs that something is decided for. `now` 0: on the last day that is known. */
export function daySpend(model: Model, now: number): Spend {
  const today = model.pool.get('pool')?.today
  const settled =
    today !== undefined && (now === 0 || today.day === dayOf(now)) ? { ...today, workMs: today.workMs ?? 0 } : noSpend
  return withOpenTurns(model, settled, { now, counts: (thread) => model.run.get(thread.run)?.plan !== undefined })
}

/** The day (UTC) of a time, as `2026-11-20`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

/** Only a thread with a slot has a turn that is not added up yet. */
function withOpenTurns(
  model: Model,
  settled: Spend,
  { counts, now }: { readonly now: number; readonly counts: (thread: Thread) => boolean },
): Spend {
  let sum = { tokens: settled.tokens, cost: settled.cost, workMs: settled.workMs }
  for (const thread of model.thread.inRole('holding')) {
    if (counts(thread)) sum = { ...addedSpend(sum, unsettled(thread, now)) }
  }
  return sum
}
