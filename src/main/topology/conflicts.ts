import type { Evidence, Spot } from '../../shared/domain/topology/state.ts'
import { weightOf } from './common-files.ts'
import { evidenceOf, type Hint } from './evidence.ts'
import { type Changes, meetingLines } from './overlap.ts'

/** Git takes changes for one where a single unchanged line or none is between them. */
const gitsContext = 1

/** Paths in which merging what both have by now conflicts, and where in them as far as their lines tell. */
export function conflictEvidence(
  paths: readonly string[],
  sides: { readonly one: Changes; readonly other: Changes; readonly moved: ReadonlySet<string> },
): Evidence | null {
  const hints = paths.map((path): Hint => {
    const detail = `Merging both conflicts in ${path}.`
    return { value: 0.9 * weightOf(path), detail, spots: spotsIn(path, sides) }
  })
  return evidenceOf('conflict', hints)
}

function spotsIn(
  path: string,
  { moved, one, other }: { readonly one: Changes; readonly other: Changes; readonly moved: ReadonlySet<string> },
): readonly Spot[] {
  const [left, right] = [one.get(path), other.get(path)]
  if (left == null || right == null || moved.has(path)) return [{ path, lines: null }]
  const met = meetingLines(left, right, gitsContext)
  return met.length === 0 ? [{ path, lines: null }] : met.map((lines) => ({ path, lines }))
}
