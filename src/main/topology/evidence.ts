import { type Evidence, evidenceLimits, type Spot } from '../../shared/domain/topology/state.ts'

/** One thing that was found; the strongest count most. */
export interface Hint {
  /** 0 to 1. */
  readonly value: number
  /** In plain words. */
  readonly detail: string
  readonly spots?: readonly Spot[]
}

/** Several hints say more than one, but never more than 1; null where there is none. */
export function evidenceOf(kind: Evidence['kind'], hints: readonly Hint[]): Evidence | null {
  const told = hints.filter(({ value }) => value > 0).sort((one, other) => other.value - one.value)
  if (told.length === 0) return null
  const left = told.reduce((rest, { value }, at) => rest * (1 - (at === 0 ? value : value / 3)), 1)
  return {
    kind,
    value: Math.round((1 - left) * 1000) / 1000,
    details: told.slice(0, evidenceLimits.details).map(({ detail }) => detail),
    spots: told.flatMap(({ spots = [] }) => spots).slice(0, evidenceLimits.spots),
  }
}
