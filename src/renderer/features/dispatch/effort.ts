import type { Budget, Effort } from '../../../shared/domain/plan/plan.ts'
import { plural } from '../../lib/format-number.ts'
import type { Draft } from './draft.ts'

/** What a dispatch is told beside the work itself; only what differs from nothing. */
export interface EffortOptions {
  readonly effort?: Effort
  readonly gates?: string[]
  readonly recover?: true
  readonly budget?: Budget
  readonly candidates?: number
}

type Chosen = Pick<Draft, 'effort' | 'gates' | 'recover' | 'budget' | 'candidates'>

export function ownGates({ gates }: Pick<Draft, 'gates'>): string[] {
  const lines = gates.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** What is sought unless a person says otherwise: gates are there to be passed. */
export function usualEffort(draft: Pick<Draft, 'gates'>, projectGates: readonly string[]): Effort {
  return projectGates.length + ownGates(draft).length > 0 ? 'standard' : 'quick'
}

export function effortOptions(draft: Chosen): EffortOptions {
  const gates = ownGates(draft)
  const { budget, candidates, effort, recover } = draft
  return {
    ...(effort === null ? {} : { effort }),
    ...(gates.length === 0 ? {} : { gates }),
    ...(recover ? { recover } : {}),
    ...(Object.keys(budget).length === 0 ? {} : { budget }),
    ...(candidates > 1 ? { candidates } : {}),
  }
}

/** Why the effort is what it is, and what it buys. */
export function effortReason(effort: Effort, gates: number): string {
  if (gates === 0) {
    return effort === 'quick'
      ? 'There are no gates, so nothing is proven: you review it as it is.'
      : 'There are no gates that could prove it.'
  }
  const ran = gates === 1 ? 'its gate passes' : `its ${plural(gates, 'gate')} pass`
  switch (effort) {
    case 'quick':
      return 'No gate is run: you review it as it is.'
    case 'standard':
      return `It is ready once ${ran}.`
    case 'proven':
      return `It is ready once ${ran} and a second agent could not refute it.`
  }
}

/** Why it can't be dispatched so. */
export function effortProblem(effort: Effort, gates: number): string | null {
  return effort === 'quick' || gates > 0 ? null : 'There is no gate to prove it. Write one, or choose quick.'
}
