import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Budget } from '../../../shared/domain/plan/plan.ts'
import { budgetUse, hasLimits } from '../../../shared/domain/run/budget.ts'
import { daySpend, runSpend } from '../../../shared/domain/run/spend.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Spend } from '../../../shared/domain/task/state.ts'

/** From this part of a budget on agents are asked to wind down. */
const nearlyAll = 0.8
const dayInWords = 'The budget of the day'

/** What stops everything. */
export function poolChecks(model: Model): readonly HostCheck[] {
  const frozen = model.pool.get('pool')?.frozenSince !== undefined
  return frozen
    ? [{ name: 'pool', state: 'failed', detail: 'Everything is frozen: no agent runs.', remedy: 'Thaw it.' }]
    : [{ name: 'pool', state: 'ok', detail: 'Agents may run.', remedy: null }]
}

/** Of each run and of the day, where there are limits. `now`: milliseconds since the epoch. */
export function budgetChecks(model: Model, runs: readonly Run[], now: number): readonly HostCheck[] {
  const day = model.pool.get('pool')?.limits?.day ?? {}
  const checks = runs.flatMap((run) => runChecks(model, run, now))
  const ofDay = hasLimits(day) ? [used(dayInWords, day, daySpend(model, now))] : []
  if (checks.length + ofDay.length > 0) return [...checks, ...ofDay]
  return [{ name: 'budget', state: 'ok', detail: 'No budget limits what is spent.', remedy: null }]
}

function runChecks(model: Model, run: Run, now: number): readonly HostCheck[] {
  const { plan } = run
  if (plan === undefined) return []
  const whose = `The run “${shortened(run.goal)}”`
  const { state } = plan
  const paused: HostCheck[] =
    state.kind === 'running'
      ? []
      : [{ name: 'run', state: 'warning', detail: `${whose} ${standing[state.kind]}.`, remedy: toGoOn[state.kind] }]
  const { budget } = plan.policy
  if (!hasLimits(budget)) return paused
  return [...paused, used(`The budget of the run “${shortened(run.goal)}”`, budget, runSpend(model, run, now))]
}

const standing = {
  planning: 'is still being planned',
  draft: 'waits for its approval',
  paused: 'is paused',
  stopped: 'is stopped',
} as const

const toGoOn = {
  planning: 'Wait for the plan, then approve it.',
  draft: 'Approve the plan.',
  paused: 'Resume it.',
  stopped: 'Resume it.',
} as const

function used(whose: string, budget: Budget, spend: Spend): HostCheck {
  const { part, what } = budgetUse(budget, spend)
  const detail = `${whose}: ${what} used.`
  if (part < nearlyAll) return { name: 'budget', state: 'ok', detail, remedy: null }
  const remedy = 'Raise it, or expect that agents wind down and stop.'
  return { name: 'budget', state: part >= 1 ? 'failed' : 'warning', detail, remedy }
}

const goalShown = 60

function shortened(goal: string): string {
  const [line = ''] = goal.split('\n')
  return line.length > goalShown ? `${line.slice(0, goalShown - 1)}…` : line
}
