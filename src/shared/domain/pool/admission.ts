import { newestLanding } from '../landing/queries.ts'
import type { Model } from '../model.ts'
import { mayReserve } from '../run/budget.ts'
import type { RunPlan } from '../run/state.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'
import { type HeldSlots, slotOfTask, slotOfThread } from './held-slots.ts'
import { defaultPoolLimits } from './state.ts'

/** Whether a thread that waits may have a slot now. */
export function mayRun(model: Model, held: HeldSlots, thread: Thread): boolean {
  const slot = slotOfThread(thread)
  if (!held.hasRoom(slot)) return false
  const plan = model.run.get(thread.run)?.plan
  if (plan === undefined) return true
  if (slot.works !== null && !held.hasRoomInRun(slot.works, plan.policy.limits.parallel)) return false
  const { kind } = plan.state
  if (kind === 'stopped') return false
  // What runs goes on while its run is paused: a turn that was steered is under way.
  return kind !== 'paused' || isSteered(thread)
}

/** Whether a task that is ready may begin now. */
export function mayStart(model: Model, held: HeldSlots, task: Task): boolean {
  const slot = slotOfTask(task)
  const plan = model.run.get(task.run)?.plan
  if (plan?.state.kind !== 'running' || !held.hasRoom(slot)) return false
  if (!held.hasRoomInRun(task.run, plan.policy.limits.parallel)) return false
  if (isNew(task) && reviewIsFull(model, task.run, plan)) return false
  return mayReserve(model, task, held.at)
}

/** A further attempt may be what those that wait for a review wait for. */
function isNew({ state }: Task): boolean {
  return state.kind === 'ready' && state.again === undefined
}

/** Back-pressure: as many threads of a run wait for a person's look as may. */
export function reviewIsFull(model: Model, run: string, plan: RunPlan): boolean {
  return waitingForReview(model, run, plan) >= reviewLimit(model, plan)
}

/** How many threads of a run may wait for a review before it starts anything new. */
export function reviewLimit(model: Model, { policy }: RunPlan): number {
  return policy.limits.review ?? (model.pool.get('pool')?.limits ?? defaultPoolLimits).review
}

export function waitingForReview(model: Model, run: string, plan: RunPlan): number {
  let waiting = 0
  for (const thread of model.thread.inRole('reviewing')) {
    if (thread.run === run && waitsForReview(thread) && !(plan.policy.autoLand && lands(model, thread))) waiting += 1
  }
  return waiting
}

function waitsForReview(thread: Thread): boolean {
  return thread.role === undefined && thread.checkpoint !== null && thread.checkpoint.files > 0
}

/** It lands by itself: at once, or when what it is stacked on has landed. */
function lands(model: Model, thread: Thread): boolean {
  const candidates = model.task.get(thread.task)?.candidates ?? 1
  return candidates === 1 && newestLanding(model, thread.id)?.state.kind !== 'refused'
}
