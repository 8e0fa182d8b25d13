import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { tasksOf } from '../../run/queries.ts'
import { findTask } from '../find.ts'
import { hasStarted } from '../started.ts'
import type { Task } from '../state.ts'

/** To another place of the outline; who is first there is first in line where nothing else decides. */
export const decideMoveTask: Decide<'task.move'> = (model, payload) => {
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  if (payload.before === task.id) return nothing
  const others = tasksOf(model, task.run).filter(({ id }) => id !== task.id)
  const index = payload.before === null ? others.length : others.findIndex(({ id }) => id === payload.before)
  if (index < 0)
    return refuse('task-unknown', 'That place is in another plan; nothing was moved.', 'Choose a place in its own.')
  const order = between(others[index - 1], others[index])
  if (order !== null) return order === task.order ? nothing : events({ type: 'task.moved', id: task.id, order })
  const arranged = others.toSpliced(index, 0, task)
  return events(...arranged.flatMap((one, place) => movedTo(one, place)))
}

/** A place between two tasks; null where there is none left. */
function between(before: Task | undefined, after: Task | undefined): number | null {
  if (before === undefined) return (after?.order ?? 1) - 1
  if (after === undefined) return before.order + 1
  const order = (before.order + after.order) / 2
  return order > before.order && order < after.order ? order : null
}

function movedTo(task: Task, order: number): readonly DomainEvent[] {
  return task.order === order ? [] : [{ type: 'task.moved', id: task.id, order }]
}

export const decideRemoveTask: Decide<'task.remove'> = (model, payload) => {
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  if (hasStarted(task)) {
    return refuse(
      'task-started',
      `${task.title} has started; it stays in the plan.`,
      'Stop and discard its thread if it is not to be done.',
    )
  }
  const state = model.run.get(task.run)?.plan?.state.kind
  // In a draft a removed task leaves no gap; later what comes after it waits for a person's word.
  const behind = state === 'draft' || state === 'planning' ? tasksOf(model, task.run) : []
  return events(
    ...behind
      .filter(({ after }) => after.some(({ on }) => on === task.id))
      .map(({ id }) => ({ type: 'task.unlinked', id, on: task.id }) as const),
    { type: 'task.removed', id: task.id },
  )
}
