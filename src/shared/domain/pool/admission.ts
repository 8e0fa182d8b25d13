import type { Model } from '../model.ts'
import { mayReserve } from '../run/budget.ts'
import { lineOf } from '../run/own-runs.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'
import { heldBehind } from '../topology/behind.ts'
import { type HeldSlots, slotOfTask, slotOfThread } from './held-slots.ts'
import { reviewIsFull } from './review-room.ts'

/** Whether a thread that waits may have a slot now. */
export function mayRun(model: Model, held: HeldSlots, thread: Thread): boolean {
  const slot = slotOfThread(thread)
  if (!held.hasRoom(slot) || heldBehind(model, thread) !== undefined) return false
  const plan = model.run.get(thread.run)?.plan
  if (plan === undefined) return true
  if (slot.works !== null && !held.hasRoomInRun(slot.works)) return false
  return lineOf(model, thread.run).every((run) => {
    const kind = run.plan?.state.kind
    if (kind === 'stopped') return false
    // What runs goes on while its run is paused: a turn that was steered is under way.
    return kind !== 'paused' || isSteered(thread)
  })
}

/** Whether a task that is ready may begin now. */
export function mayStart(model: Model, held: HeldSlots, task: Task): boolean {
  const slot = slotOfTask(task)
  const plan = model.run.get(task.run)?.plan
  if (plan?.state.kind !== 'running' || !held.hasRoom(slot)) return false
  if (!held.hasRoomInRun(task.run)) return false
  if (isNew(task) && held.isCrowded(task.run, () => reviewIsFull(model, task.run, plan))) return false
  return mayReserve(model, task, held.at)
}

/** A further attempt may be what those that wait for a review wait for. */
function isNew({ state }: Task): boolean {
  return state.kind === 'ready' && state.again === undefined
}
