import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { checkedOutBranches } from '../verbs/checked-out-branches.ts'
import { readReferences } from '../verbs/read-references.ts'
import { type ReferenceUpdate, updateReferences } from '../verbs/update-references.ts'
import { branchReference, threadReferences } from '../worktree/references.ts'

interface Pair {
  readonly live: string
  readonly trashed: string
}

/**
 * Moves what a thread's references keep reachable under its trash references, in one transaction, and frees its
 * branch. A branch that isn't where the last checkpoint left it, or is checked out, is the user's by now and stays.
 */
export async function trashReferences(runner: GitRunner, place: WorktreePlace): GitResult<boolean> {
  const { pairs, branch } = namesOf(place)
  const [found, checkedOut] = await Promise.all([
    readReferences(runner, place.repository, [...pairs.flatMap(bothOf), ...bothOf(branch)]),
    checkedOutBranches(runner, place.repository),
  ])
  if (!found.ok) return found
  if (!checkedOut.ok) return checkedOut
  const updates = pairs.flatMap((pair) => moveAlong(found.value, pair.live, pair.trashed))
  const tip = found.value.get(branch.live)
  const lastLeft = found.value.get(threadReferences(place.thread).checkpoint) ?? place.base
  if (tip !== undefined && tip === lastLeft && !checkedOut.value.has(branch.live)) {
    updates.push(...moveAlong(found.value, branch.live, branch.trashed))
  }
  return updateReferences(runner, place.repository, updates)
}

/** The way back. A branch of that name that someone made meanwhile stays as it is. */
export async function restoreReferences(runner: GitRunner, place: WorktreePlace): GitResult<boolean> {
  const { pairs, branch } = namesOf(place)
  const all = [...pairs, branch]
  const found = await readReferences(runner, place.repository, all.flatMap(bothOf))
  if (!found.ok) return found
  const updates = pairs.flatMap((pair) => moveAlong(found.value, pair.trashed, pair.live))
  const kept = found.value.get(branch.trashed)
  if (kept === undefined) return updateReferences(runner, place.repository, updates)
  if (found.value.has(branch.live)) updates.push({ name: branch.trashed, to: null, from: kept })
  else updates.push(...moveAlong(found.value, branch.trashed, branch.live))
  return updateReferences(runner, place.repository, updates)
}

function namesOf(place: WorktreePlace): { readonly pairs: readonly Pair[]; readonly branch: Pair } {
  const names = threadReferences(place.thread)
  return {
    pairs: [
      { live: names.base, trashed: `${names.trash}/base` },
      { live: names.checkpoint, trashed: `${names.trash}/checkpoint` },
      { live: names.head, trashed: `${names.trash}/head` },
    ],
    branch: { live: branchReference(place.branch), trashed: `${names.trash}/branch` },
  }
}

function bothOf(pair: Pair): readonly string[] {
  return [pair.live, pair.trashed]
}

function moveAlong(found: ReadonlyMap<string, string>, from: string, to: string): ReferenceUpdate[] {
  const oid = found.get(from)
  if (oid === undefined) return []
  return [
    { name: to, to: oid },
    { name: from, to: null, from: oid },
  ]
}
