import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { type Advance, checkAdvance, writeAdvance } from './advance-checkout.ts'
import { lockedIndex } from './checkout-failures.ts'
import { openCheckout, type UserCheckout } from './checkouts.ts'
import { type DraftIndex, listPaths, openDraftIndex } from './draft-index.ts'
import { guardFilters } from './foreign-filters.ts'
import { type IndexLock, inheritIndexLock, takeIndexLock } from './index-lock.ts'
import { finishSettled, recoverCheckout } from './recover-checkout.ts'
import { isAncestor, referenceMoved } from './references.ts'
import { settleCheckout } from './settle-checkout.ts'
import { type Move, touchedPaths, treeOrEmpty } from './touched-paths.ts'
import { readUserSettings } from './user-settings.ts'

/**
 * Makes sure that a checkout is where the move of its branch took it: finishes what a crash interrupted, does nothing
 * where the move itself brought it along, where the person has gone on since, or where it is no longer on the branch.
 */
export async function followCheckout(runner: GitRunner, folder: string, move: Move): Promise<Result<void, GitFailure>> {
  const opened = await openCheckout(runner, folder)
  if (!opened.ok) return opened
  if (opened.value === null) return ok(undefined)
  const { checkout, common } = opened.value
  const left = await inheritIndexLock(checkout.gitDirectory)
  if (left !== null) {
    const recovered = await recoverCheckout(runner, checkout, { lock: left, common })
    if (!recovered.ok) return recovered
  }
  if (checkout.head !== `refs/heads/${move.branch}`) return ok(undefined)
  const position = await positionOf(runner, common, move)
  if (!position.ok) return position
  if (position.value === 'beyond') return ok(undefined)
  const taken = await takeIndexLock(checkout.gitDirectory, move)
  if (taken.kind !== 'taken') return err(lockedIndex(checkout.path, `${checkout.gitDirectory}/index.lock`))
  const followed = await followUnderLock(runner, checkout, { lock: taken.lock, move }).catch((error: unknown) => {
    taken.lock.abandon()
    throw error
  })
  await taken.lock.release()
  return followed
}

/** A branch that was moved on from `after` took its own checkout along, or somebody else answers for it. */
async function positionOf(
  runner: GitRunner,
  gitDirectory: string,
  move: Move,
): Promise<Result<'there' | 'beyond', GitFailure>> {
  const tip = await branchTip(runner, gitDirectory, move.branch)
  if (!tip.ok) return tip
  if (tip.value === move.after) return ok('there')
  const moved = err(referenceMoved(move.branch, move.after, tip.value))
  if (tip.value === null || tip.value === move.before) return moved
  const contained = await isAncestor(runner, gitDirectory, { ancestor: move.after, of: tip.value })
  if (!contained.ok) return contained
  return contained.value ? ok('beyond') : moved
}

async function followUnderLock(
  runner: GitRunner,
  checkout: UserCheckout,
  { lock, move }: { readonly lock: IndexLock; readonly move: Move },
): Promise<Result<void, GitFailure>> {
  const { gitDirectory } = checkout
  const settings = await readUserSettings(runner, gitDirectory)
  if (!settings.ok) return settings
  const touched = await touchedPaths(runner, gitDirectory, move)
  if (!touched.ok) return touched
  const from = await treeOrEmpty(runner, gitDirectory, move.before)
  if (!from.ok) return from
  const guard = guardFilters(settings.value)
  const draft = await openDraftIndex(runner, { checkout, file: lock.draft, settings: settings.value, guard })
  const advance = { from: from.value, to: move.after, touched: touched.value }
  const followed = await hasFollowed(draft, advance)
  if (!followed.ok || followed.value) return followed.ok ? ok(undefined) : followed
  const checked = await checkAdvance(runner, draft, advance)
  if (!checked.ok) return checked
  const written = await writeAdvance(draft, advance)
  if (written.ok) {
    await lock.commit()
    return written
  }
  const back = await settleCheckout(draft, advance.touched, { side: 'before', edited: 'keep' })
  if (back.ok) await finishSettled(lock, back.value)
  else lock.abandon()
  return written
}

/** An index goes from one side to the other at once, so a path that isn't at `before` says that it went. */
async function hasFollowed(draft: DraftIndex, advance: Advance): Promise<Result<boolean, GitFailure>> {
  const args = ['diff-index', '--cached', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--end-of-options']
  const different = await listPaths(draft, [...args, advance.from])
  if (!different.ok) return different
  const away = new Set(different.value)
  return ok(advance.touched.length === 0 || advance.touched.some(({ path }) => away.has(path)))
}
