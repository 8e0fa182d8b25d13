import type { MeasuredPair } from '../../shared/domain/topology/commands.ts'
import type { Evidence, Member } from '../../shared/domain/topology/state.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { GitFailure, GitResult, MergeSides } from '../ports/git.ts'
import type { CoChangeIndex } from './co-change-index.ts'
import { conflictEvidence } from './conflicts.ts'
import { expectedEvidence } from './expected.ts'
import { historyEvidence } from './history.ts'
import type { Merges } from './merges.ts'
import { meetingLines, overlapEvidence, sharedPaths } from './overlap.ts'
import { projectPaths } from './project-paths.ts'
import { reachEvidence } from './reach.ts'
import type { Standing } from './standing.ts'

export interface MeasuredSide {
  readonly member: Member
  readonly standing: Standing
  /** Globs that its plan says that it touches, and what its brief names. */
  readonly declared: readonly string[]
  readonly named: readonly string[]
}

export interface MeasuredPairs {
  readonly pairs: readonly MeasuredPair[]
  /** Set where something is missing from them. */
  readonly failed: GitFailure | null
}

export type SidePair = readonly [MeasuredSide, MeasuredSide]

interface MeasuredWith {
  readonly index: CoChangeIndex
  readonly merges: Merges
  /** Folder of the project in its repository. */
  readonly prefix: string
}

/** What the two of each pair have in common; merges are made only where they may conflict. */
export async function measurePairs(pairs: readonly SidePair[], with_: MeasuredWith): Promise<MeasuredPairs> {
  const prepared = await with_.merges.prepare(pairs.flatMap((pair) => (mayConflict(pair) ? (mergeOf(pair) ?? []) : [])))
  const measured: MeasuredPair[] = []
  let failed = prepared.ok ? null : prepared.error
  for (const pair of pairs) {
    const shared = await sharedWork(pair, with_)
    if (!shared.ok) failed = shared.error
    // Half of what is known of a pair would look as if the other half were over.
    if (!shared.ok || shared.value === null) continue
    const [{ member, standing: one }, { member: beside, standing: other }] = pair
    const found = [
      expectedEvidence(...pair),
      historyEvidence(with_.index, one.paths, other.paths),
      reachEvidence(one, other),
      ...shared.value,
    ]
    measured.push({ members: [member, beside], evidence: found.filter((evidence) => evidence !== null) })
  }
  return { pairs: measured, failed }
}

/** Of files that both changed. Null where it could not be found out. */
async function sharedWork(
  pair: SidePair,
  { merges, prefix }: MeasuredWith,
): GitResult<readonly (Evidence | null)[] | null> {
  const merge = mergeOf(pair)
  if (merge === null) return ok([])
  const between = await merges.movedBetween(merge.ours, merge.theirs)
  if (!between.ok) return between
  const conflicts = mayConflict(pair) ? merges.conflictsOf(merge) : []
  if (conflicts === undefined) return ok(null)
  const { toProject } = projectPaths(prefix)
  const moved = new Set([...between.value].map(toProject))
  const [{ changes: one }, { changes: other }] = [pair[0].standing, pair[1].standing]
  const overlap = overlapEvidence(one, other, moved)
  return ok([overlap, conflictEvidence(conflicts.map(toProject), { one, other, moved })])
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
