import type { Topology } from '../plan/plan.ts'
import { globsMeet } from './globs-meet.ts'
import type { Part } from './state.ts'
import { thresholds, values } from './weights.ts'

const mostReasons = 5

/** What would be chosen for work whose closest pairs are these, and why: plain sentences, most telling first. */
export function estimateDependence(pairs: readonly { readonly score: number; readonly parts: readonly Part[] }[]): {
  readonly topology: Topology
  /** 0 to 1. */
  readonly score: number
  readonly reasons: readonly string[]
} {
  const score = Math.max(0, ...pairs.map((pair) => pair.score))
  const told = pairs.filter((pair) => pair.score >= thresholds.show)
  const reasons = new Set(told.flatMap(({ parts }) => parts[0]?.details[0] ?? []))
  return {
    topology: score >= thresholds.show ? 'adaptive' : 'queue',
    score,
    reasons: [...reasons].slice(0, mostReasons),
  }
}

/** Where an expected path meets one of another side's, in words, and what that is worth; null where it meets none. */
export function expectedMeeting(
  glob: string,
  others: readonly string[],
): { readonly named: string; readonly value: number } | null {
  const met = others.find((path) => path === glob) ?? others.find((path) => globsMeet(glob, path))
  if (met === undefined) return null
  const isPath = met === glob && !/[*?]/.test(glob)
  return { named: met === glob ? glob : `${glob} and ${met}`, value: isPath ? values.samePath : values.globsMeet }
}
