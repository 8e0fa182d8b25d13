import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { checkedOutBranches } from '../verbs/checked-out-branches.ts'
import { readReferences } from '../verbs/read-references.ts'
import { updateReferences } from '../verbs/update-references.ts'
import { ownsLedger, releasePlace } from './marker.ts'
import { branchReference, threadReferences } from './references.ts'

/**
 * Removes what the making of a worktree left that no agent was ever given, however far it came. A branch that
 * has moved or is checked out is the user's by now and stays. Broken off anywhere, it can be called again.
 */
export async function removeUnused(runner: GitRunner, place: WorktreePlace): GitResult<void> {
  if (await ownsLedger(place, place.ledger)) {
    const freed = await freeReferences(runner, place)
    if (!freed.ok) return freed
  }
  await releasePlace(place)
  return ok(undefined)
}

async function freeReferences(runner: GitRunner, place: WorktreePlace): GitResult<boolean> {
  const branch = branchReference(place.branch)
  const anchor = threadReferences(place.thread).base
  const [found, checkedOut] = await Promise.all([
    readReferences(runner, place.repository, [branch, anchor]),
    checkedOutBranches(runner, place.repository),
  ])
  if (!found.ok) return found
  if (!checkedOut.ok) return checkedOut
  const ours = [branch, anchor].filter((name) => !checkedOut.value.has(name))
  const updates = ours.flatMap((name) => {
    const tip = found.value.get(name)
    return tip !== undefined && tip === place.base ? [{ name, to: null, from: tip }] : []
  })
  return updateReferences(runner, place.repository, updates)
}
