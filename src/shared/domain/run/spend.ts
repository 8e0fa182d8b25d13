import type { Model } from '../model.ts'
import type { Spend, Task } from '../task/state.ts'
import { threadSpend, unsettled } from '../thread/spending.ts'
import type { Thread } from '../thread/state.ts'
import type { Run } from './state.ts'

export const noSpend: Spend = { tokens: 0, cost: null, workMs: 0 }

export function addedSpend(one: Spend, other: Spend): Spend {
  const cost = one.cost === null && other.cost === null ? null : (one.cost ?? 0) + (other.cost ?? 0)
  return { tokens: one.tokens + other.tokens, cost, workMs: one.workMs + other.workMs }
}

/** What a task has cost up to now, all its threads together. `now`: milliseconds since the epoch, for open turns. */
export function taskSpend(model: Model, task: Task, now: number): Spend {
  return withOpenTurns(model, task.spent, { now, counts: (thread) => thread.task === task.id })
}

/** What a run has cost up to now, its planner included. */
export function runSpend(model: Model, run: Run, now: number): Spend {
  let sum = noSpend
  for (const task of model.task.values()) if (task.run === run.id) sum = addedSpend(sum, task.spent)
  const planner = run.plan?.planner == null ? undefined : model.thread.get(run.plan.planner)
  if (planner !== undefined) sum = addedSpend(sum, threadSpend(planner, now))
  return withOpenTurns(model, sum, { now, counts: (thread) => thread.run === run.id && thread.id !== planner?.id })
}

/** What the day has cost up to now, over all runs that something is decided for. */
export function daySpend(model: Model, now: number): Spend {
  const today = model.pool.get('pool')?.today
  const settled = today?.day === dayOf(now) ? { ...today, workMs: today.workMs ?? 0 } : noSpend
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
