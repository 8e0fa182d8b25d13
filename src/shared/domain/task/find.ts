import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Task } from './state.ts'

/** A task that is part of its plan. */
export function findTask(model: Model, id: string): Result<Task, Refusal> {
  const task = model.task.get(id)
  if (task !== undefined && task.state.kind !== 'removed') return ok(task)
  const message = task === undefined ? `There is no task ${id}.` : `${task.title} is no part of its plan any more.`
  return err({ code: 'task-unknown', message, remedy: 'Look at the tasks of the run.' })
}
