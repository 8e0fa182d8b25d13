import type { MeasuredPair } from '../../shared/domain/topology/commands.ts'
import type { Evidence, Member } from '../../shared/domain/topology/state.ts'
import type { MergeSides } from '../ports/git.ts'
import type { CoChangeIndex } from './co-change-index.ts'
import { conflictEvidence } from './conflicts.ts'
import { historyEvidence } from './history.ts'
import type { Merges } from './merges.ts'
import { meetingLines, overlapEvidence, sharedPaths } from './overlap.ts'
import { projectPaths } from './project-paths.ts'
import { reachEvidence } from './reach.ts'
import type { Standing } from './standing.ts'

export interface MeasuredSide {
  readonly member: Member
  readonly standing: Standing
}

export type SidePair = readonly [MeasuredSide, MeasuredSide]

/** What the two of each pair have in common; merges are made only where they changed the same files. */
export async function measurePairs(
  pairs: readonly SidePair[],
  with_: { readonly index: CoChangeIndex; readonly merges: Merges; readonly prefix: string },
): Promise<readonly MeasuredPair[]> {
  const { index, merges, prefix } = with_
  await merges.prepare(pairs.flatMap((pair) => (mayConflict(pair) ? (mergeOf(pair) ?? []) : [])))
  const { toProject } = projectPaths(prefix)
  const measured: MeasuredPair[] = []
  for (const pair of pairs) {
    const [{ standing: one }, { standing: other }] = pair
    const evidence: (Evidence | null)[] = [historyEvidence(index, one.paths, other.paths), reachEvidence(one, other)]
    const merge = mergeOf(pair)
    if (merge !== null) {
      const moved = new Set([...(await merges.movedBetween(merge.ours, merge.theirs))].map(toProject))
      const conflicts = merges.conflictsOf(merge).map(toProject)
      evidence.push(overlapEvidence(one.changes, other.changes, moved))
      evidence.push(conflictEvidence(conflicts, { one: one.changes, other: other.changes, moved }))
    }
    const [left, right] = pair
    measured.push({ members: [left.member, right.member], evidence: evidence.filter((found) => found !== null) })
  }
  return measured
}

/** Null where nothing is to be compared: one has no work yet, or they changed other files. */
function mergeOf([one, other]: SidePair): MergeSides | null {
  const [ours, theirs] = [one.standing.tree, other.standing.tree]
  if (ours === null || theirs === null) return null
  return sharedPaths(one.standing.changes, other.standing.changes).length > 0 ? { ours, theirs } : null
}

/** Changes this many lines apart never conflict, however git cuts them into pieces. */
const farLines = 20

/** Most that change one file change it in different places: no git is needed to know that these merge. */
function mayConflict([{ standing: one }, { standing: other }]: SidePair): boolean {
  if (one.tree?.base !== other.tree?.base) return true
  return sharedPaths(one.changes, other.changes).some((path) => {
    const [left, right] = [one.changes.get(path), other.changes.get(path)]
    return left == null || right == null || meetingLines(left, right, farLines).length > 0
  })
}
