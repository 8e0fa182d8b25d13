import type { RunId } from '../../kernel/ids.ts'
import { landsByItself } from '../landing/by-itself.ts'
import type { Model } from '../model.ts'
import { HeldSlots } from '../pool/held-slots.ts'
import { reviewIsFull } from '../pool/review-room.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Spend, Task } from '../task/state.ts'
import type { Thread, ThreadState } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import { type BudgetUse, budgetUse, hasLimits, mayReserve } from './budget.ts'
import { lineOf } from './own-runs.ts'
import { tasksOf } from './queries.ts'
import { runSpend } from './spend.ts'
import type { Run, RunState } from './state.ts'
import { waitsForOf } from './waits-for.ts'

/** How a task stands, in the words of its newest thread. */
export interface TaskView {
  readonly state: ThreadState['kind']
  readonly thread: Thread['id'] | null
  readonly attempts: number
  /** Of a parked one its code; of a queued one what it waits for, as a sentence. */
  readonly reason: string | null
  readonly message: string | null
  /** What it waits for, in plain words. */
  readonly waitsFor: readonly string[]
}

/** `now`: milliseconds since the epoch, for budgets of time; without it the time of open turns is not counted. */
export function taskView(model: Model, task: Task, now = 0): TaskView {
  const { attempts, state } = task
  const thread = tellingThread(model, task)
  const last = thread?.id ?? task.threads.at(-1)?.thread ?? null
  const known = { thread: last, attempts, message: null, reason: null, waitsFor: [] }
  switch (state.kind) {
    case 'landed':
      return { ...known, state: 'landed', thread: state.thread }
    case 'parked':
      return { ...known, state: 'parked', reason: state.reason.code, message: state.reason.message }
    case 'starting':
      return { ...known, state: 'preparing' }
    case 'active':
      if (task.child !== undefined) return { ...known, ...ownRunWords(model, task.child) }
      // What is archived has come to its end.
      return thread === undefined ? { ...known, state: 'landed' } : { ...known, ...threadWords(thread) }
    default: {
      const waitsFor = waitsForOf(model, task, now)
      return { ...known, state: 'queued', waitsFor, reason: waitsFor.length === 0 ? null : waitsFor.join('; ') }
    }
  }
}

/** How a task stands that is a run of its own. */
function ownRunWords(model: Model, id: RunId): Partial<TaskView> & Pick<TaskView, 'state'> {
  const run = model.run.get(id)
  if (run?.plan === undefined) return { state: 'landed' }
  const { planner: thread, state } = run.plan
  if (canMove(model, run)) return { state: 'running', thread }
  if (state.kind === 'draft')
    return { state: 'needs-you', thread, message: 'The plan of its own run waits for your approval.' }
  if (state.kind === 'running' || state.kind === 'planning') {
    return { state: 'needs-you', thread, message: 'Nothing of its own run moves without you.' }
  }
  const waits = `waits for its own run to be resumed: it is ${state.kind}`
  return { state: 'queued', thread, reason: waits, waitsFor: [waits] }
}

function threadWords({ state }: Thread): Pick<TaskView, 'state' | 'reason' | 'message'> {
  if (state.kind !== 'parked') return { state: state.kind, reason: null, message: null }
  return { state: 'parked', reason: state.reason.code, message: state.reason.message }
}

/** The thread that says how a task stands: of candidates one that still moves, else one that is there to be chosen. */
function tellingThread(model: Model, task: Task): Thread | undefined {
  const newest = task.chosen ?? task.threads.at(-1)?.thread
  const thread = newest === undefined ? undefined : model.thread.get(newest)
  if (task.candidates <= 1 || task.chosen !== undefined) return thread
  const candidates = task.threads.flatMap((attempt) => model.thread.get(attempt.thread) ?? [])
  const going = candidates.find(({ state }) => moving.has(state.kind) || state.kind === 'needs-you')
  return going ?? candidates.find(({ state }) => state.kind === 'ready') ?? thread
}

const moving: ReadonlySet<string> = new Set(['queued', 'preparing', 'running', 'verifying', 'landing'])

/** Whether anything of a run can still change without a person. `now`: as for `taskView`. */
export function canMove(model: Model, run: Run, now = 0): boolean {
  for (const thread of model.thread.within(run.id)) {
    if (threadMoves(model, run, thread)) return true
  }
  if ((run.plan?.state.kind ?? 'running') !== 'running' || isFrozen(model)) return false
  return tasksOf(model, run.id).some((task) => taskMoves(model, task, { run, now }))
}

function isFrozen(model: Model): boolean {
  return model.pool.get('pool')?.frozenSince !== undefined
}

function threadMoves(model: Model, run: Run, thread: Thread): boolean {
  const { kind } = thread.state
  const frozen = isFrozen(model)
  switch (kind) {
    case 'queued': {
      return !frozen && !isHeld(model, run.id) && slotComesFree(model)
    }
    case 'verifying':
      return checksMove(model, thread, frozen)
    case 'discarded':
      return thread.state.kind === 'discarded' && thread.state.trash === 'moving'
    case 'parked':
      return !frozen && run.plan?.state.kind !== 'stopped' && isRecovering(model, thread.id)
    case 'ready':
      return landsByItself(model, thread)
    default:
      return moving.has(kind)
  }
}

/** While somebody looks at the work, how that one stands says whether anything moves. */
function checksMove(model: Model, { id }: Thread, frozen: boolean): boolean {
  const state = model.verification.get(id)?.state
  if (state?.kind === 'verifier' && state.thread !== null) {
    const verifier = model.thread.get(state.thread)
    if (verifier?.state.kind === 'parked' && waitsForResume(verifier)) return false
  }
  return !frozen || state?.kind !== 'cancelled'
}

function isHeld(model: Model, run: string): boolean {
  return lineOf(model, run).some(({ plan }) => plan?.state.kind === 'paused' || plan?.state.kind === 'stopped')
}

/** A slot is free, or one that is held comes free without a person. */
function slotComesFree(model: Model): boolean {
  if (!new HeldSlots(model).full) return true
  for (const { state } of model.thread.inRole('holding')) if (state.kind !== 'needs-you') return true
  for (const _starting of model.task.inRole('holding')) return true
  return false
}

/** Asked where no thread of the run moves: what its own limits hold back then waits for a person. */
function taskMoves(model: Model, task: Task, { now, run }: { readonly run: Run; readonly now: number }): boolean {
  if (task.state.kind === 'starting') return true
  const child = model.run.get(task.child ?? '')
  if (child !== undefined) return task.state.kind === 'active' && canMove(model, child, now)
  if (task.state.kind !== 'ready' || run.plan === undefined) return false
  if (task.state.again === undefined && reviewIsFull(model, run.id, run.plan)) return false
  if (!new HeldSlots(model).hasRoomInRun(run.id)) return false
  return mayReserve(model, task, now) && slotComesFree(model)
}

/** `done`: every task has landed, those that were taken out of the plan aside. */
export type RunStanding = RunState['kind'] | 'done'

export function runStanding(model: Model, run: Run): RunStanding {
  const kind = run.plan?.state.kind ?? 'running'
  const tasks = tasksOf(model, run.id)
  if (kind === 'draft' || kind === 'planning' || tasks.length === 0) return kind
  return tasks.every((task) => taskView(model, task).state === 'landed') ? 'done' : kind
}

/** A run at a glance. */
export interface RunView {
  readonly run: Run['id']
  readonly goal: string
  readonly state: RunStanding
  /** Tasks by the word of their state; proposed ones are counted apart. */
  readonly counts: { readonly [State in ThreadState['kind']]?: number }
  readonly total: number
  readonly proposed: number
  /** Of its tasks that have landed; whole numbers. */
  readonly percent: number
  readonly spend: Spend
  /** How much of its budget is used up; null without one. */
  readonly budget: BudgetUse | null
  readonly createdAt: number
  readonly canMove: boolean
}

/** `now`: milliseconds since the epoch, for turns that are open. */
export function runView(model: Model, run: Run, now: number): RunView {
  const all = tasksOf(model, run.id)
  const tasks = all.filter(({ state }) => state.kind !== 'proposed')
  const counts: { [State in ThreadState['kind']]?: number } = {}
  for (const task of tasks) {
    const { state } = taskView(model, task, now)
    counts[state] = (counts[state] ?? 0) + 1
  }
  const spend = runSpend(model, run, now)
  const budget = run.plan?.policy.budget ?? {}
  return {
    run: run.id,
    goal: run.goal,
    state: runStanding(model, run),
    counts,
    total: tasks.length,
    proposed: all.length - tasks.length,
    percent: tasks.length === 0 ? 0 : Math.floor(((counts.landed ?? 0) / tasks.length) * 100),
    spend,
    budget: hasLimits(budget) ? budgetUse(budget, spend) : null,
    createdAt: run.createdAt,
    canMove: canMove(model, run, now),
  }
}
