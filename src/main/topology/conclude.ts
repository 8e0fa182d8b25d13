import type { Estimate, EstimatedPair } from '../../shared/contract/channels/topology.ts'
import { thresholds } from '../../shared/domain/topology/weights.ts'

const mostReasons = 5

/** What would be chosen for work whose closest pairs are these. */
export function concludeFrom(pairs: readonly EstimatedPair[]): Pick<Estimate, 'topology' | 'score' | 'reasons'> {
  const score = Math.max(0, ...pairs.map((pair) => pair.score))
  const told = pairs.filter((pair) => pair.score >= thresholds.show)
  const reasons = new Set(told.flatMap(({ parts }) => parts[0]?.details[0] ?? []))
  return {
    topology: score >= thresholds.show ? 'adaptive' : 'queue',
    score,
    reasons: [...reasons].slice(0, mostReasons),
  }
}
