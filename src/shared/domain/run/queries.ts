import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import type { Run, RunPlan, RunPolicy } from './state.ts'

/** What decides for a thread: how its run goes about things, and the task it works on. */
export interface ThreadPolicy {
  readonly run: Run
  readonly plan: RunPlan
  readonly policy: RunPolicy
  /** Absent for threads that work on no planned task, as a planner. */
  readonly task: Task | undefined
}

/** Null for a thread that was dispatched by itself: a person alone decides for it. */
export function policyOf(model: Model, thread: Pick<Thread, 'run' | 'task'>): ThreadPolicy | null {
  const run = model.run.get(thread.run)
  if (run?.plan === undefined) return null
  return { run, plan: run.plan, policy: run.plan.policy, task: model.task.get(thread.task) }
}
