import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import { waitsForOf } from '../../../shared/domain/run/waits-for.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { type TaskLook, taskLook } from './task-look.ts'

const nothing: readonly string[] = []

/** How a task stands now; drawn again when the thread that tells it changes, or what it waits for. */
export function useTaskLook(task: Task, started: boolean): TaskLook {
  const telling = task.chosen ?? task.threads.at(-1)?.thread
  const [thread, landing, recovery] = useModel((model) =>
    telling === undefined
      ? [undefined, undefined, undefined]
      : ([model.thread.get(telling), newestLanding(model, telling), model.recovery.get(telling)] as const),
  )
  const { kind } = task.state
  const waits = started && (kind === 'waiting' || kind === 'ready')
  const waitsFor = useModel((model) => (waits ? waitsForOf(model, task) : nothing))
  return taskLook(task, { waitsFor, thread, landing, recovery, started })
}
