import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { currentThreads } from '../task/threads.ts'
import { budgetUse } from './budget.ts'
import { checkBudgets } from './budget-check.ts'
import { lineOf } from './own-runs.ts'
import { dayOf, taskSpend } from './spend.ts'

/** Spending is added up when a turn is over, and budgets are looked at whenever something is spent or allowed. */
export const budgetFollowUps: FollowUps = {
  'thread.usage-reported': (model, { id }, { now }) => checkThread(model, id, now),
  'thread.turn-ended': (model, { id }, { now }) => addedUp(model, id, now),
  'thread.turn-lost': (model, { id }, { now }) => addedUp(model, id, now),
  'task.spent': (model, { id }, { now }) => {
    const task = model.task.get(id)
    return task === undefined ? [] : checkBudgets(model, now, { runs: lineOf(model, task.run), tasks: [task] })
  },
  'task.edited': (model, { id, patch }, { now }) => (patch.budget === undefined ? [] : raised(model, id, now)),
  // Its budget was raised before the turn that it had ended was over.
  'thread.parked': (model, { id, reason }, { now }) => {
    const thread = model.thread.get(id)
    return reason.code === 'budget' && thread !== undefined ? raised(model, thread.task, now) : []
  },
  // On a day whose budget is spent nothing begins, and a person is told so.
  'run.planned': (model, { id }, { now }) => checkRunOf(model, id, now),
  'run.approved': (model, { id }, { now }) => checkRunOf(model, id, now),
  'run.configured': (model, { id }, { now }) => checkRunOf(model, id, now),
  'run.resumed': (model, { id }, { now }) => checkRunOf(model, id, now),
}

function checkThread(model: Model, id: ThreadId, now: number): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  const run = thread && model.run.get(thread.run)
  if (thread === undefined || run?.plan === undefined) return []
  const task = model.task.get(thread.task)
  return checkBudgets(model, now, { runs: lineOf(model, run.id), tasks: task === undefined ? [] : [task] })
}

/** What a task's own budget had stopped goes on by itself once that has something left. */
function raised(model: Model, id: string, now: number): readonly DomainEvent[] {
  const task = model.task.get(id)
  if (task === undefined || model.run.get(task.run)?.plan?.state.kind !== 'running') return []
  if (budgetUse(task.budget, taskSpend(model, task, now)).part >= 1) return []
  return currentThreads(model, task).flatMap(({ id: thread, prompts, state }) => {
    const stopped = state.kind === 'parked' && state.reason.code === 'budget' && state.reason.until === undefined
    return stopped && prompts.length > 0 ? [{ type: 'thread.queued', id: thread } as const] : []
  })
}

function checkRunOf(model: Model, id: string, now: number): readonly DomainEvent[] {
  const run = model.run.get(id)
  return run === undefined ? [] : checkBudgets(model, now, { runs: [run], tasks: [] })
}

/** The day first, so that the check that follows the task's sees both. */
function addedUp(model: Model, id: ThreadId, now: number): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  const spend = thread?.spending?.last
  if (thread === undefined || spend === undefined || model.run.get(thread.run)?.plan === undefined) return []
  const { cost, tokens, workMs } = spend
  if (tokens === 0 && cost === null && workMs === 0) return []
  const day: DomainEvent = { type: 'pool.spent', id: 'pool', day: dayOf(now), tokens, cost: cost ?? 0, workMs }
  if (model.task.get(thread.task) === undefined) return [day, { type: 'run.spent', id: thread.run, spend }]
  return [day, { type: 'task.spent', id: thread.task, spend }]
}
