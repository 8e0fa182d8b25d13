import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { type TaskLook, taskLook } from './task-look.ts'

/** How a task stands now; drawn again when its newest thread changes. */
export function useTaskLook(task: Task, tasks: readonly Task[], started: boolean): TaskLook {
  const newest = task.threads.at(-1)?.thread
  const [thread, landing] = useModel((model) =>
    newest === undefined ? [undefined, undefined] : ([model.thread.get(newest), newestLanding(model, newest)] as const),
  )
  return taskLook(task, { tasks, thread, landing, started })
}
