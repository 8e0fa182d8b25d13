import type { Budget } from '../../../../shared/domain/plan/plan.ts'
import type { Estimate } from '../../../../shared/domain/run/estimate.ts'
import type { RunPolicy, RunState } from '../../../../shared/domain/run/state.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { formatCost, formatTokens, plural } from '../../../lib/format-number.ts'
import type { PlanProblems } from '../problem-places.ts'

/** How a run stands, in a word or two. */
export function planStateWords(state: RunState, tasks: readonly Task[]): string {
  if (tasks.length > 0 && tasks.every((task) => task.state.kind === 'landed')) return 'Done'
  switch (state.kind) {
    case 'planning':
      return 'Being planned'
    case 'draft':
      return 'Draft'
    case 'running':
      return 'Running'
    case 'paused':
      return state.by === 'budget' ? 'Paused, the budget is used up' : 'Paused'
    case 'stopped':
      return 'Stopped'
  }
}

/** '2 gates · $20.00 · 4 at once · lands by itself' */
export function rulesInWords({ gates, budget, limits, autoLand }: RunPolicy): string {
  const parts = [
    gates.length === 0 ? 'no gates' : plural(gates.length, 'gate'),
    budgetInWords(budget),
    limits.parallel === null ? '' : `${limits.parallel} at once`,
    autoLand ? 'lands by itself' : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function budgetInWords({ tokens, cost, minutes }: Budget): string {
  const parts = [
    cost === undefined ? '' : formatCost(cost),
    tokens === undefined ? '' : formatTokens(tokens),
    minutes === undefined ? '' : `${minutes} min`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

export interface NextFacts {
  readonly state: RunState
  readonly tasks: readonly Task[]
  readonly problems: PlanProblems
  readonly autoLand: boolean
  /** Free and taken slots together. */
  readonly executors: number
}

/** What happens next, in one sentence. */
export function nextInWords({ state, tasks, problems, autoLand, executors }: NextFacts): string {
  switch (state.kind) {
    case 'planning':
      return 'An agent works out the tasks; they appear here to be looked at, and nothing is started before you approve.'
    case 'draft':
      return draftWords(tasks, problems, executors)
    case 'running':
      return runningWords(tasks, autoLand)
    case 'paused':
      return 'What runs goes on; nothing new is started until the run is resumed.'
    case 'stopped':
      return 'Nothing of it runs; a resume takes it up again.'
  }
}

function draftWords(tasks: readonly Task[], { count, first }: PlanProblems, executors: number): string {
  if (tasks.length === 0) return 'Add the first task; nothing is started before you approve.'
  if (first !== null) return count === 1 ? first : `${first} And ${plural(count - 1, 'more thing')} to put right.`
  const open = tasks.filter(({ after }) => after.length === 0).length
  const now = Math.min(open, Math.max(1, executors))
  const later = tasks.length - now
  const rest = later === 0 ? '' : `; ${later === 1 ? 'the other one follows' : `the other ${later} follow`} in order`
  return `Approving starts ${plural(now, 'task')} at once${rest}.`
}

function runningWords(tasks: readonly Task[], autoLand: boolean): string {
  const count = (kind: Task['state']['kind']) => tasks.filter(({ state }) => state.kind === kind).length
  const left = tasks.length - count('landed')
  if (tasks.length > 0 && left === 0) return 'Every task has landed.'
  const parked = count('parked')
  const stuck = parked === 0 ? '' : ` ${plural(parked, 'task')} can’t go on without you.`
  const lands = autoLand ? 'what meets its effort lands by itself' : 'each waits for your review when it is done'
  return `${plural(left, 'task')} left: ${lands}.${stuck}`
}

/** 'About 13 threads, 1 h 12 min, 2M tokens, cost unknown' */
export function estimateInWords({ threads, tokens, cost, minutes }: Estimate): string {
  const money = cost === 'unknown' ? 'cost unknown' : formatCost(cost)
  return `About ${plural(threads, 'thread')}, ${formatDuration(minutes * 60_000)}, ${formatTokens(tokens)}, ${money}`
}
