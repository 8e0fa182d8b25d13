import type { Model } from '../model.ts'
import type { Effort } from '../plan/plan.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import type { Run, RunPlan, RunPolicy } from './state.ts'

/** How a thread's run wants things done, for that thread. */
export interface ThreadPolicy {
  readonly run: Run
  readonly plan: RunPlan
  readonly policy: RunPolicy
  /** The task it works on; null where it plans, verifies or judges. */
  readonly task: Task | null
  /** Commands that prove its work, in order; empty where its effort asks for none. */
  readonly gates: readonly string[]
  readonly effort: Effort
}

/** What the run's plan says about a thread; null where nothing is decided for it. */
export function policyOf(model: Model, thread: Pick<Thread, 'id' | 'run' | 'task' | 'role'>): ThreadPolicy | null {
  const run = model.run.get(thread.run)
  if (run?.plan === undefined) return null
  const { plan } = run
  const { policy } = plan
  const row = thread.role === undefined ? model.task.get(thread.task) : undefined
  const task = row === undefined ? null : asBegun(row, thread.id)
  const effort = task?.effort ?? 'quick'
  const gates = task === null || effort === 'quick' ? [] : allGates(policy.gates, task.gates)
  return { run, plan, policy, task, gates, effort }
}

/** The task with the effort and the gates that it had when this attempt began. */
function asBegun(task: Task, thread: string): Task {
  const attempt = task.threads.find((one) => one.thread === thread)
  return { ...task, effort: attempt?.effort ?? task.effort, gates: attempt?.gates ?? task.gates }
}

/** Each command once, in the order in which they are named. */
export function allGates(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())]
}

/** The tasks of a run in the order of its outline, removed ones left out. */
export function tasksOf(model: Model, run: string): readonly Task[] {
  return [...model.task.within(run)].filter((task) => task.state.kind !== 'removed').sort(byOrder)
}

/** The order of the outline. */
export function byOrder(left: Task, right: Task): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1)
}
