import { useMemo } from 'react'
import type { Model } from '../../../shared/domain/model.ts'
import { type BudgetUse, budgetUse, hasLimits } from '../../../shared/domain/run/budget.ts'
import { runSpend } from '../../../shared/domain/run/spend.ts'
import type { Spend } from '../../../shared/domain/task/state.ts'
import { useNow } from '../../client/clock.ts'
import { derived } from '../../client/derived.ts'
import { type Tally, tallyOf } from './tally.ts'

export interface RunFacts {
  readonly tally: Tally
  readonly spend: Spend
  /** Null without a budget. */
  readonly budget: BudgetUse | null
  /** Nothing of it is left to do. */
  readonly over: boolean
}

const nothing: RunFacts = {
  tally: { counts: {}, total: 0 },
  spend: { tokens: 0, cost: null, workMs: 0 },
  budget: null,
  over: false,
}

/** `now`: milliseconds since the epoch, for turns that are open. */
export function runFacts(model: Model, id: string, now: number): RunFacts {
  const run = model.run.get(id)
  if (run === undefined) return nothing
  const tally = tallyOf(model, id)
  const { counts, total } = tally
  const spend = runSpend(model, run, now)
  const limits = run.plan?.policy.budget ?? {}
  return {
    tally,
    spend,
    budget: hasLimits(limits) ? budgetUse(limits, spend) : null,
    over: total > 0 && (counts.landed ?? 0) + (counts.discarded ?? 0) === total,
  }
}

const secondsShown = 5_000

export function useRunFacts(run: string): RunFacts {
  const now = useNow(secondsShown)
  const useFacts = useMemo(() => derived((model) => runFacts(model, run, now), sameFacts), [run, now])
  return useFacts()
}

function sameFacts(one: RunFacts, other: RunFacts): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
