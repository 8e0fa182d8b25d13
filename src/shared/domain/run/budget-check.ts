import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import type { ParkReason, Thread } from '../thread/state.ts'
import { type BudgetUse, budgetUse, hasLimits } from './budget.ts'
import { stopForBudget, windDown } from './budget-steps.ts'
import { familyOf } from './own-runs.ts'
import { dayOf, daySpend, runSpend, taskSpend } from './spend.ts'
import type { Run, RunPlan } from './state.ts'

/** What the budgets ask for: sentences for the log, and what becomes of each thread they concern. */
interface Findings {
  readonly events: DomainEvent[]
  readonly stop: Map<ThreadId, ParkReason>
  readonly wind: Map<ThreadId, string>
}

/**
 * At 80 percent of a budget the threads it concerns are asked once to wind down; when all of it is spent they are
 * stopped with everything kept, and their run is paused. `tasks`: those whose own budgets are looked at.
 */
export function checkBudgets(
  model: Model,
  now: number,
  about: { readonly runs: Iterable<Run>; readonly tasks: Iterable<Task> },
): readonly DomainEvent[] {
  const found: Findings = { events: [], stop: new Map(), wind: new Map() }
  for (const task of about.tasks) checkTask(model, task, { now, found })
  for (const run of about.runs) checkRun(model, run, { now, found })
  checkDay(model, { now, found })
  return [...found.events, ...threadSteps(model, found)]
}

interface Check {
  readonly now: number
  readonly found: Findings
}

function checkTask(model: Model, task: Task, { found, now }: Check): void {
  if (!hasLimits(task.budget) || !spends(model.run.get(task.run)?.plan)) return
  const use = budgetUse(task.budget, taskSpend(model, task, now))
  const percent = reached(use)
  if (percent === null) return
  if ((task.warned ?? 0) < percent) {
    found.events.push({ type: 'task.budget-reached', id: task.id, percent, what: use.what })
  } else if (percent === 80) return
  note(
    found,
    atWork(model, (thread) => thread.task === task.id),
    { percent, use, whose: `The budget of ${task.title}`, resumes: false },
  )
}

function checkRun(model: Model, run: Run, { found, now }: Check): void {
  const { plan } = run
  if (plan === undefined || !spends(plan) || !hasLimits(plan.policy.budget)) return
  const use = budgetUse(plan.policy.budget, runSpend(model, run, now))
  const percent = reached(use)
  if (percent === null) return
  if (plan.warned < percent) {
    found.events.push({ type: 'run.budget-reached', id: run.id, percent, what: use.what })
  } else if (percent === 80) return
  const family = familyOf(model, run.id)
  note(
    found,
    atWork(model, (thread) => family.has(thread.run)),
    { percent, use, whose: 'The budget of the run', resumes: true },
  )
  if (percent === 100) pause(found, run, `Its budget is spent: ${use.what}.`)
}

function checkDay(model: Model, { found, now }: Check): void {
  const pool = model.pool.get('pool')
  const budget = pool?.limits?.day
  if (pool === undefined || budget === undefined || !hasLimits(budget)) return
  const use = budgetUse(budget, daySpend(model, now))
  const percent = reached(use)
  if (percent === null) return
  const day = dayOf(now)
  if (((pool.today?.day === day ? pool.today.warned : undefined) ?? 0) < percent) {
    found.events.push({ type: 'pool.budget-reached', id: 'pool', day, percent, what: use.what })
  } else if (percent === 80) return
  const concerned = atWork(model, (thread) => model.run.get(thread.run)?.plan !== undefined)
  note(found, concerned, { percent, use, whose: 'The budget of the day', resumes: true })
  if (percent < 100) return
  for (const run of model.run.values()) pause(found, run, `The budget of the day is spent: ${use.what}.`)
}

/** A run in these states has threads that may spend; a paused one lets what runs go on. */
function spends(plan: RunPlan | undefined): boolean {
  return plan?.state.kind === 'running' || plan?.state.kind === 'paused' || plan?.state.kind === 'planning'
}

function reached({ part }: BudgetUse): 80 | 100 | null {
  if (part >= 1) return 100
  return part >= 0.8 ? 80 : null
}

function pause(found: Findings, run: Run, because: string): void {
  if (run.plan?.state.kind !== 'running') return
  if (found.events.some((event) => event.type === 'run.paused' && event.id === run.id)) return
  found.events.push({ type: 'run.paused', id: run.id, by: 'budget', because })
}

interface Note {
  readonly percent: 80 | 100
  readonly use: BudgetUse
  readonly whose: string
  /** The run is paused with them, and its resume takes them up again. */
  readonly resumes: boolean
}

function note(found: Findings, threads: readonly Thread[], { percent, resumes, use, whose }: Note): void {
  for (const { id } of threads) {
    if (percent === 80) found.wind.set(id, use.what)
    else if (resumes || !found.stop.has(id)) {
      found.stop.set(id, {
        code: 'budget',
        message: `${whose} is spent: ${use.what}. Everything it did is kept.`,
        remedy: resumes
          ? 'Raise the budget and resume the run, or land what is there.'
          : 'Raise the budget of the task, and it goes on; or land what is there.',
        ...(resumes ? { until: 'resume' } : {}),
      })
    }
  }
}

/** Those that spend, or would by themselves right after what they are at. */
function atWork(model: Model, concerns: (thread: Thread) => boolean): readonly Thread[] {
  const holding = [...model.thread.inRole('holding')].filter(concerns)
  return holding.filter((thread) => !thread.discarding)
}

function threadSteps(model: Model, { stop, wind }: Findings): readonly DomainEvent[] {
  const steps: DomainEvent[] = []
  for (const [id, reason] of stop) steps.push(...stopForBudget(model.thread.get(id), reason))
  for (const [id, what] of wind) if (!stop.has(id)) steps.push(...windDown(model.thread.get(id), what))
  return steps
}
