import type { Evidence } from '../../shared/domain/topology/state.ts'
import type { CoChangeIndex } from './co-change-index.ts'
import { weightOf } from './common-files.ts'
import { evidenceOf, type Hint } from './evidence.ts'

/** Once may be chance. */
const fewestTogether = 2
/** Paths of one side that are looked at. */
const historyPaths = 60

/** How far the paths of one side changed together with those of the other so far. */
export function historyEvidence(
  index: CoChangeIndex,
  one: readonly string[],
  other: readonly string[],
): Evidence | null {
  const wanted = new Set(other.slice(0, historyPaths))
  const hints: Hint[] = []
  for (const path of one.slice(0, historyPaths)) {
    const neighbours = index.neighboursOf(path)
    const [fewer, has] = neighbours.size < wanted.size ? [neighbours.keys(), wanted] : [wanted, neighbours]
    for (const beside of fewer) {
      if (beside === path || !has.has(beside)) continue
      const hint = together(index, path, beside)
      if (hint !== null) hints.push(hint)
    }
  }
  return evidenceOf('history', strongest(hints))
}

/** A pair can be found from both sides; and thousands of weak ones say no more than a few. */
function strongest(hints: readonly Hint[]): readonly Hint[] {
  const byDetail = new Map(hints.map((hint) => [hint.detail, hint]))
  return [...byDetail.values()].sort((left, right) => right.value - left.value).slice(0, 5)
}

/** A file that changes with everything says little about any of it: both have to change mostly together. */
function together(index: CoChangeIndex, one: string, other: string): Hint | null {
  const count = index.neighboursOf(one).get(other) ?? 0
  if (count < fewestTogether) return null
  const [first, second] = [index.commitsOf(one), index.commitsOf(other)]
  const likeness = Math.min(1, count / Math.sqrt(first * second))
  const value = likeness * (count / (count + 1.5)) * Math.min(weightOf(one), weightOf(other))
  const [left, right] = one < other ? [one, other] : [other, one]
  const changes = Math.max(first, second)
  return { value, detail: `${left} and ${right} changed together in ${count} of up to ${changes} commits.` }
}
