import type { RunId, ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import { currentThreads, isStuck } from '../task/threads.ts'
import { tasksOf } from './queries.ts'
import type { Run } from './state.ts'

/** A run of a task of a run of a task is as deep as they go. */
export const runDepthLimit = 2

/** A run, then the one whose task it is, and so on up to the one that a person began. */
export function lineOf(model: Model, run: string): readonly Run[] {
  const line: Run[] = []
  let next = model.run.get(run)
  while (next !== undefined && line.length <= runDepthLimit) {
    line.push(next)
    next = model.run.get(next.plan?.parent?.run ?? '')
  }
  return line
}

/** Ids of a run and of the runs that its tasks are, at any depth. */
export function familyOf(model: Model, run: RunId): ReadonlySet<string> {
  const family = new Set<string>([run])
  for (const id of family) for (const child of childrenOf(model, id)) family.add(child)
  return family
}

/** The runs that tasks of a run are. */
export function childrenOf(model: Model, run: string): readonly RunId[] {
  const children: RunId[] = []
  for (const { child } of model.task.within(run)) if (child !== undefined) children.push(child)
  return children
}

type OwnRunStanding =
  /** It moves, or waits for a person. */
  | { readonly kind: 'open' }
  | { readonly kind: 'landed'; readonly thread: ThreadId }
  | { readonly kind: 'stuck'; readonly because: string }

const open: OwnRunStanding = { kind: 'open' }

/** How a run stands that is a task of another; null for one without a planner, which is none. */
export function ownRunStanding(model: Model, run: Run): OwnRunStanding | null {
  const { plan } = run
  if (plan === undefined || plan.planner === null) return null
  if (plan.confirmed === 0) {
    // A draft waits for its approval; a paused or stopped one for its resume.
    return plan.state.kind === 'planning' ? planningStanding(model, plan.planner) : open
  }
  const tasks = tasksOf(model, run.id)
  const left = tasks.filter(({ state }) => state.kind !== 'landed')
  if (left.length === 0) return { kind: 'landed', thread: lastLanded(tasks) ?? plan.planner }
  if (plan.state.kind !== 'running' || !left.every((task) => taskIsStuck(model, task))) return open
  const keys = left.slice(0, 3).map(({ key }) => key)
  const more = left.length > keys.length ? ` and ${left.length - keys.length} more` : ''
  return { kind: 'stuck', because: `Nothing of its own run moves: ${keys.join(', ')}${more} came to rest undone.` }
}

function planningStanding(model: Model, planner: ThreadId): OwnRunStanding {
  const thread = model.thread.get(planner)
  if (thread === undefined) return open
  const { state } = thread
  if (state.kind === 'ready') return { kind: 'stuck', because: 'Its planner ended without a plan.' }
  if (state.kind === 'parked' && state.reason.until === 'resume') return open
  if (!isStuck(model, thread)) return open
  const why = state.kind === 'parked' ? `is parked (${state.reason.code})` : 'was discarded'
  return { kind: 'stuck', because: `Its planner ${why}.` }
}

function taskIsStuck(model: Model, task: Task): boolean {
  if (task.state.kind === 'parked') return true
  if (task.state.kind !== 'active' || task.child !== undefined) return false
  return currentThreads(model, task).every((thread) => isStuck(model, thread))
}

function lastLanded(tasks: readonly Task[]): ThreadId | null {
  let last: { readonly thread: ThreadId; readonly since: number } | null = null
  for (const { since, state } of tasks) {
    if (state.kind === 'landed' && (last === null || since >= last.since)) last = { thread: state.thread, since }
  }
  return last?.thread ?? null
}
