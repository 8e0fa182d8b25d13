import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { listCheckouts, type UserCheckout } from './checkouts.ts'
import { openDraftIndex } from './draft-index.ts'
import { guardFilters } from './foreign-filters.ts'
import { type IndexLock, inheritIndexLock, type LockedMove } from './index-lock.ts'
import { isAncestor } from './references.ts'
import { settleCheckout } from './settle-checkout.ts'
import { touchedPaths } from './touched-paths.ts'
import { readUserSettings } from './user-settings.ts'

/** Finishes or takes back, as the branch says, what a crashed host left half done in any checkout. */
export async function recoverCheckouts(
  runner: GitRunner,
  gitDirectory: string,
  branch: string,
): Promise<Result<void, GitFailure>> {
  const checkouts = await listCheckouts(runner, gitDirectory, branch)
  if (!checkouts.ok) return checkouts
  for (const checkout of checkouts.value) {
    const lock = await inheritIndexLock(checkout.gitDirectory)
    if (lock === null) continue
    const recovered = await recoverCheckout(runner, checkout, { lock, common: gitDirectory })
    if (!recovered.ok) return recovered
  }
  return ok(undefined)
}

/** Ends with the lock released; where it fails the lock is left in place for the next try. */
export async function recoverCheckout(
  runner: GitRunner,
  checkout: UserCheckout,
  left: { readonly lock: IndexLock; readonly common: string },
): Promise<Result<void, GitFailure>> {
  const { lock } = left
  const settled = await settleAsBranchSays(runner, checkout, left).catch((error: unknown) => {
    lock.abandon()
    throw error
  })
  if (!settled.ok) {
    lock.abandon()
    return settled
  }
  await finishSettled(lock, settled.value)
  return ok(undefined)
}

async function settleAsBranchSays(
  runner: GitRunner,
  checkout: UserCheckout,
  { lock, common }: { readonly lock: IndexLock; readonly common: string },
): Promise<Result<boolean, GitFailure>> {
  const side = await sideOfTip(runner, common, lock.move)
  return side.ok ? settleUnderLock(runner, checkout, { lock, side: side.value }) : side
}

/** Releases the lock, with the settled index in place where there is a new one. */
export function finishSettled(lock: IndexLock, hasIndex: boolean): Promise<void> {
  return hasIndex ? lock.commit() : lock.release()
}

async function settleUnderLock(
  runner: GitRunner,
  checkout: UserCheckout,
  { lock, side }: { readonly lock: IndexLock; readonly side: 'before' | 'after' },
): Promise<Result<boolean, GitFailure>> {
  const touched = await touchedPaths(runner, checkout.gitDirectory, lock.move)
  if (!touched.ok) return touched
  const settings = await readUserSettings(runner, checkout.gitDirectory)
  if (!settings.ok) return settings
  const guard = guardFilters(settings.value)
  const draft = await openDraftIndex(runner, { checkout, file: lock.draft, settings: settings.value, guard })
  return settleCheckout(draft, touched.value, { side, edited: side === 'after' ? 'refuse' : 'keep' })
}

async function sideOfTip(
  runner: GitRunner,
  gitDirectory: string,
  move: LockedMove,
): Promise<Result<'before' | 'after', GitFailure>> {
  const tip = await branchTip(runner, gitDirectory, move.branch)
  if (!tip.ok) return err(tip.error)
  if (tip.value === null || tip.value === move.before) return ok('before')
  const contained = await isAncestor(runner, gitDirectory, { ancestor: move.after, of: tip.value })
  return contained.ok ? ok(contained.value ? 'after' : 'before') : contained
}
