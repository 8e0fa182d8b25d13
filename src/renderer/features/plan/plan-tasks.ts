import type { Task } from '../../../shared/domain/task/state.ts'

/** The key of a task; its id where it is no part of the plan any more. */
export function keyOf(id: string, tasks: readonly Pick<Task, 'id' | 'key'>[]): string {
  return tasks.find((task) => task.id === id)?.key ?? id
}
