import type { Budget } from '../../../shared/domain/plan/plan.ts'
import type { RunPolicy, RunState } from '../../../shared/domain/run/state.ts'
import type { Spend } from '../../../shared/domain/task/state.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatCost, formatTokens, plural } from '../../lib/format-number.ts'

/** How a run stands. `over`: every task of it has landed or been discarded. */
export function runStateWords(state: RunState | undefined, over: boolean): string {
  switch (state?.kind) {
    case 'planning':
      return 'Being planned'
    case 'draft':
      return 'Draft'
    case 'paused':
      return state.by === 'budget' ? 'Paused: its budget is used up' : 'Paused'
    case 'stopped':
      return 'Stopped'
    default:
      return over ? 'Done' : 'Running'
  }
}

/** '184k tokens · $1.20 · 52 min of work'; where no agent told a price, that is said. */
export function spendWords({ tokens, cost, workMs }: Spend): string {
  const money = cost === null ? 'no price known' : formatCost(cost)
  const work = workMs < 1000 ? 'no work yet' : `${formatDuration(workMs)} of work`
  return tokens === 0 && cost === null ? work : `${formatTokens(tokens)} · ${money} · ${work}`
}

/** 'of $20.00, 2M tokens'; empty without a budget. */
export function budgetWords({ tokens, cost, minutes }: Budget): string {
  const parts = [
    cost === undefined ? '' : formatCost(cost),
    tokens === undefined ? '' : formatTokens(tokens),
    minutes === undefined ? '' : `${minutes} min`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `of ${parts.join(', ')}`
}

/** '4 at once · 3 open reviews'; what the pool's own limits decide is left out. */
export function limitWords({ limits }: RunPolicy): string {
  const parts = [
    limits.parallel === null ? '' : `${limits.parallel} at once`,
    limits.review === null ? '' : plural(limits.review, 'open review'),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
