import { err, type Result } from '../../../kernel/result.ts'
import { type Decide, events, nothing, type Refusal, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { findCycles, wayRound } from '../../plan/cycles.ts'
import { planLimits } from '../../plan/plan.ts'
import { tasksOf } from '../../run/queries.ts'
import { findTask } from '../find.ts'
import { hasStarted } from '../started.ts'
import type { Task } from '../state.ts'

export const decideLinkTask: Decide<'task.link'> = (model, payload) => {
  const found = findOpen(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  const other = findTask(model, payload.on)
  if (!other.ok) return other
  const on = other.value
  if (on.run !== task.run || on.id === task.id) {
    const where = on.id === task.id ? 'comes after itself' : 'is in another plan'
    return refuse('bad-link', `${on.title} ${where}; nothing was linked.`, 'Choose another task of the same plan.')
  }
  const present = task.after.find((link) => link.on === on.id)
  if (present?.from === payload.from) return nothing
  if (present === undefined && task.after.length >= planLimits.links) {
    const message = `${task.title} comes after ${task.after.length} tasks, the limit is ${planLimits.links}.`
    return refuse('too-many-links', `${message} Nothing was linked.`, 'Put a task between that gathers them.')
  }
  const cycle = cycleWith(model, task, on)
  if (cycle !== null) return refuse('cycle', `${cycle} Nothing was linked.`, 'Take another link out first.')
  return events({ type: 'task.linked', id: task.id, link: { on: on.id, from: payload.from } })
}

export const decideUnlinkTask: Decide<'task.unlink'> = (model, payload) => {
  const found = findOpen(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  if (!task.after.some(({ on }) => on === payload.on)) return nothing
  return events({ type: 'task.unlinked', id: task.id, on: payload.on })
}

/** A task whose links still mean something. */
function findOpen(model: Model, id: string): Result<Task, Refusal> {
  const found = findTask(model, id)
  if (!found.ok || !hasStarted(found.value)) return found
  return err({
    code: 'task-started',
    message: `${found.value.title} has started; what it comes after can't be changed any more.`,
    remedy: 'Add a task for what is still to do, or stop it and begin another attempt later.',
  })
}

/** The way round that one more link would close, in words. */
export function cycleWith(model: Model, task: Task, on: Task): string | null {
  const tasks = tasksOf(model, task.run)
  const nodes = tasks.map(({ after, id }) => ({ key: id, after: id === task.id ? [...after, { on: on.id }] : after }))
  const [cycle] = findCycles(nodes)
  if (cycle === undefined) return null
  const keys = cycle.map((id) => tasks.find((one) => one.id === id)?.key ?? id)
  return `These tasks would wait for each other: ${wayRound(keys)}.`
}
