import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { findRun } from '../../run/find.ts'
import { plannedOf } from '../../run/plan-of.ts'
import { changedPlanRefusal } from '../changed-plan.ts'
import type { TaskPatch } from '../events.ts'
import { findTask } from '../find.ts'
import { hasStarted } from '../started.ts'
import type { Task } from '../state.ts'

/** What an attempt was begun with stays as it is: these are for the next one. */
const forNextAttempt = { brief: 'brief', gates: 'gates', effort: 'effort', agents: 'agents' } as const

export const decideEditTask: Decide<'task.edit'> = (model, payload) => {
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  if (task.state.kind === 'landed') {
    return refuse(
      'task-landed',
      `${task.title} has landed; nothing was changed.`,
      'Add a task for what is still to do.',
    )
  }
  const run = findRun(model, task.run)
  if (!run.ok) return run
  const patch = changesOf(task, payload.patch)
  if (Object.keys(patch).length === 0) return nothing
  const changed = { ...plannedOf(model, task), ...patch }
  const refused = changedPlanRefusal(model, run.value, { key: task.key, task: changed })
  if (refused !== null) return refused
  return events({ type: 'task.edited', id: task.id, patch }, ...noted(task, patch))
}

function changesOf(task: Task, patch: TaskPatch): TaskPatch {
  const changes = Object.entries(patch).filter(([name, value]) => {
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(task[name as keyof TaskPatch])
  })
  return Object.fromEntries(changes) as TaskPatch
}

function noted(task: Task, patch: TaskPatch): readonly DomainEvent[] {
  const names = Object.entries(forNextAttempt).flatMap(([name, word]) => (Object.hasOwn(patch, name) ? [word] : []))
  if (names.length === 0 || !hasStarted(task)) return []
  const text = `${task.key} has started: its new ${names.join(', ')} will be used by its next attempt.`
  return [{ type: 'run.noted', id: task.run, task: task.id, text }]
}
