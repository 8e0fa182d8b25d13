import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import { findRun, type PlannedRun } from '../run/find.ts'
import { findThread } from '../thread/find.ts'
import type { Thread } from '../thread/state.ts'
import type { Task } from './state.ts'

export interface Worker {
  readonly thread: Thread
  readonly task: Task
  readonly run: PlannedRun
}

/** The thread whose agent used a tool, with the planned task it works on. Refusals are written for that agent. */
export function workerTask(model: Model, by: string): Result<Worker, Refusal> {
  const found = findThread(model, by)
  if (!found.ok) return found
  const thread = found.value
  if (thread.role !== undefined) {
    return err({
      code: 'reads-only',
      message: `This thread is a ${thread.role}: it works on no task itself. Nothing was changed.`,
      remedy: thread.role === 'planner' ? 'Put it into the plan you submit.' : 'Put it into your verdict.',
    })
  }
  const task = model.task.get(thread.task)
  const run = findRun(model, thread.run)
  if (task === undefined || task.state.kind === 'removed' || !run.ok) {
    return err({
      code: 'no-plan',
      message: 'This thread works on a task of its own, not on one of a plan. Nothing was changed.',
      remedy: 'Go on with your task, and say it at the end of your answer.',
    })
  }
  return ok({ thread, task, run: run.value })
}
