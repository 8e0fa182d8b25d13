import type { Model } from '../model.ts'
import type { Budget } from '../plan/plan.ts'
import type { Spend, Task } from '../task/state.ts'
import { daySpend, runSpend, taskSpend } from './spend.ts'
import type { Run } from './state.ts'

export interface BudgetUse {
  /** The largest used part of any limit: 1 is all of it. 0 without limits. */
  readonly part: number
  /** Of that limit, in words: `412,000 of 500,000 tokens`. */
  readonly what: string
}

type Measure = keyof Budget

const measures: readonly Measure[] = ['tokens', 'cost', 'minutes']

const msPerMinute = 60_000

/** What was spent, in the unit of a budget's field. A cost nobody told counts as nothing. */
function amount(spend: Spend, measure: Measure): number {
  if (measure === 'minutes') return spend.workMs / msPerMinute
  return measure === 'cost' ? (spend.cost ?? 0) : spend.tokens
}

export function hasLimits(budget: Budget): boolean {
  return measures.some((measure) => budget[measure] !== undefined)
}

export function budgetUse(budget: Budget, spend: Spend): BudgetUse {
  let use: BudgetUse = { part: 0, what: '' }
  for (const measure of measures) {
    const limit = budget[measure]
    if (limit === undefined) continue
    const spent = amount(spend, measure)
    const part = limit > 0 ? spent / limit : 1
    if (part >= use.part) use = { part, what: inWords(measure, spent, limit) }
  }
  return use
}

function inWords(measure: Measure, spent: number, limit: number): string {
  if (measure === 'cost') return `$${spent.toFixed(2)} of $${limit.toFixed(2)}`
  return `${counted(spent)} of ${counted(limit)} ${measure}`
}

function counted(value: number): string {
  return Math.floor(value).toLocaleString('en-US')
}

/**
 * Whether a task may begin within the budgets of its run and of the day. A task at work keeps the rest of its own
 * budget reserved, or an even share of what is left of the run's, so that tasks side by side can't overshoot together.
 * `now`: milliseconds since the epoch; without it the time of open turns is not counted.
 */
export function mayReserve(model: Model, task: Task, now = 0): boolean {
  const run = model.run.get(task.run)
  if (run?.plan === undefined) return true
  const { budget } = run.plan.policy
  const day = model.pool.get('pool')?.limits?.day ?? {}
  if (budgetUse(task.budget, taskSpend(model, task, now)).part >= 1) return false
  if (hasLimits(budget)) {
    const tasks = [...model.task.within(run.id)].filter((other) => other.id !== task.id)
    if (!fits({ model, now, task, others: tasks, budget, spend: runSpend(model, run, now) })) return false
  }
  if (!hasLimits(day)) return true
  const others = [...model.task.values()].filter((other) => other.id !== task.id)
  return fits({ model, now, task, others, budget: day, spend: daySpend(model, now) })
}

interface Fit {
  readonly model: Model
  readonly now: number
  readonly task: Task
  readonly others: readonly Task[]
  readonly budget: Budget
  readonly spend: Spend
}

function fits(fit: Fit): boolean {
  const atWork = fit.others.filter((other) => isAtWork(fit.model, other))
  return measures.every((measure) => {
    const limit = fit.budget[measure]
    if (limit === undefined) return true
    const left = limit - amount(fit.spend, measure)
    if (left <= 0) return false
    // With nothing at work all that is left is there for it, even if it would like more.
    if (atWork.length === 0) return true
    const reserved = atWork.reduce((sum, other) => sum + (ownLeft(fit, other, measure) ?? 0), 0)
    const shared = left - reserved
    const own = ownLeft(fit, fit.task, measure)
    const sharing = atWork.filter((other) => other.budget[measure] === undefined).length
    const waiting = fit.others.filter((other) => isOpen(other) && other.budget[measure] === undefined).length
    const share = shared / (sharing + waiting + 1)
    return own === null ? share > 0 : own <= shared - share * sharing
  })
}

/**
 * What the run that a task becomes may spend: the task's own budget, and where it has none of a kind an even share of
 * what is left of its run's.
 */
export function budgetShare(model: Model, task: Task, now: number): Budget {
  const run = model.run.get(task.run)
  const budget = run?.plan?.policy.budget ?? {}
  if (run === undefined || !hasLimits(budget)) return task.budget
  const others = [...model.task.within(run.id)].filter((other) => other.id !== task.id)
  const fit: Fit = { model, now, task, others, budget, spend: runSpend(model, run, now) }
  const shares = measures.flatMap((measure) => {
    const own = task.budget[measure] ?? shareOf(fit, measure)
    return own === null ? [] : [[measure, own] as const]
  })
  return Object.fromEntries(shares)
}

function shareOf(fit: Fit, measure: Measure): number | null {
  const limit = fit.budget[measure]
  if (limit === undefined) return null
  const atWork = fit.others.filter((other) => isAtWork(fit.model, other))
  const reserved = atWork.reduce((sum, other) => sum + (ownLeft(fit, other, measure) ?? 0), 0)
  const sharing = [...atWork, ...fit.others.filter(isOpen)].filter((other) => other.budget[measure] === undefined)
  return Math.max(0, limit - amount(fit.spend, measure) - reserved) / (sharing.length + 1)
}

/** What is left of a task's own budget; null where it has none of that kind. */
function ownLeft({ model, now }: Fit, task: Task, measure: Measure): number | null {
  const own = task.budget[measure]
  return own === undefined ? null : Math.max(0, own - amount(taskSpend(model, task, now), measure))
}

const movingKinds: ReadonlySet<string> = new Set(['queued', 'preparing', 'running', 'needs-you', 'verifying'])

/** Something of it may still be spent without anybody starting anything. */
export function isAtWork(model: Model, task: Task): boolean {
  if (task.state.kind === 'starting') return true
  if (task.state.kind !== 'active') return false
  if (task.child !== undefined) return true
  return task.threads.some(({ thread }) => movingKinds.has(model.thread.get(thread)?.state.kind ?? ''))
}

/** Not begun, and to be begun some time. */
function isOpen({ state }: Task): boolean {
  return state.kind === 'waiting' || state.kind === 'ready'
}

/** Whether time alone can use up a budget now: the host then asks for a check every few seconds. */
export function needsClock(model: Model): boolean {
  const day = model.pool.get('pool')?.limits?.day.minutes !== undefined
  for (const thread of model.thread.inRole('holding')) {
    const plan = model.run.get(thread.run)?.plan
    if (plan === undefined) continue
    if (day || plan.policy.budget.minutes !== undefined) return true
    if (model.task.get(thread.task)?.budget.minutes !== undefined) return true
  }
  return false
}

export interface BudgetLeft {
  readonly measure: Measure
  readonly left: number
  /** `12,000 tokens`, `$1.20`, `14 minutes`. */
  readonly words: string
}

/** What is left of each limit of a run's budget. */
export function budgetLeft(model: Model, run: Run, now: number): readonly BudgetLeft[] {
  const budget = run.plan?.policy.budget ?? {}
  const spend = runSpend(model, run, now)
  return measures.flatMap((measure) => {
    const limit = budget[measure]
    if (limit === undefined) return []
    const left = Math.max(0, limit - amount(spend, measure))
    return [{ measure, left, words: measure === 'cost' ? `$${left.toFixed(2)}` : `${counted(left)} ${measure}` }]
  })
}
