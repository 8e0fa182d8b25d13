import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { gitEnded } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { type Advance, checkAdvance, writeAdvance } from './advance-checkout.ts'
import { readHead } from './checkouts.ts'
import { identityEnvironment, readIdentity } from './identity.ts'
import { type Follower, lockFollowers, type Moving } from './lock-followers.ts'
import { finishSettled } from './recover-checkout.ts'
import { landingReference, referenceMoved, takenBack } from './references.ts'
import { settleCheckout } from './settle-checkout.ts'
import { type Move, touchedPaths, treeOrEmpty } from './touched-paths.ts'
import { readUserSettings } from './user-settings.ts'

export interface ReferenceMove extends Move {
  /** Goes into the reflog. */
  readonly reason: string
}

/**
 * Moves the branch and every checkout that has it as one step. The checkouts' index locks are held from the check to
 * the end, so nobody can commit in between; if one can't follow, everything is put back. After a crash in the middle
 * the locks stay, with the move written in them, and the next operation finishes the move or takes it back.
 */
export async function moveReference(
  runner: GitRunner,
  gitDirectory: string,
  move: ReferenceMove,
): Promise<Result<void, GitFailure>> {
  const settings = await readUserSettings(runner, gitDirectory)
  if (!settings.ok) return settings
  const followers: Follower[] = []
  const moving = { gitDirectory, move, settings: settings.value, followers }
  const moved = await moveTogether(runner, moving).catch((error: unknown) => {
    // Whatever was begun is described in the locks, for the next operation to settle.
    for (const { lock } of followers) lock.abandon()
    throw error
  })
  // Those that followed are released already, and one that couldn't be put back keeps its lock.
  for (const { lock } of followers) await lock.release()
  await runner.run({ args: ['update-ref', '-d', landingReference(move.after)], gitDirectory })
  return moved
}

interface ReasonedMoving extends Moving {
  readonly move: ReferenceMove
}

async function moveTogether(runner: GitRunner, moving: ReasonedMoving): Promise<Result<void, GitFailure>> {
  const { gitDirectory, move, followers } = moving
  const locked = await lockFollowers(runner, moving)
  if (!locked.ok) return locked
  const tip = await branchTip(runner, gitDirectory, move.branch)
  if (!tip.ok) return tip
  if (tip.value !== move.before) return err(referenceMoved(move.branch, move.before, tip.value))
  const advance = await planAdvance(runner, gitDirectory, move)
  if (!advance.ok) return advance
  for (const { draft } of followers.filter(({ isReturning }) => !isReturning)) {
    const checked = await checkAdvance(runner, draft, advance.value)
    if (!checked.ok) return checked
  }
  const swapped = await swapReference(runner, moving, move)
  if (!swapped.ok) return swapped
  for (const follower of followers) {
    const written = await bringAlong(follower, advance.value, move.branch)
    if (!written.ok) return takeBack(runner, moving, { advance: advance.value, reason: written.error })
  }
  for (const { lock } of followers) await lock.commit()
  return ok(undefined)
}

async function planAdvance(runner: GitRunner, gitDirectory: string, move: Move): Promise<Result<Advance, GitFailure>> {
  const from = await treeOrEmpty(runner, gitDirectory, move.before)
  if (!from.ok) return from
  const touched = await touchedPaths(runner, gitDirectory, move)
  return touched.ok ? ok({ from: from.value, to: move.after, touched: touched.value }) : touched
}

async function bringAlong(
  { checkout, draft, isReturning }: Follower,
  advance: Advance,
  branch: string,
): Promise<Result<unknown, GitFailure>> {
  // HEAD can be pointed elsewhere without the index lock; a checkout that left this way stays as it is.
  if ((await readHead(checkout.gitDirectory)) !== `refs/heads/${branch}`) return ok(undefined)
  return isReturning
    ? settleCheckout(draft, advance.touched, { side: 'after', edited: 'keep' })
    : writeAdvance(draft, advance)
}

/** Compare-and-swap with a reflog entry; the zero oid stands for "must not exist". */
async function swapReference(
  runner: GitRunner,
  moving: ReasonedMoving,
  swap: Pick<Move, 'before' | 'after'>,
): Promise<Result<void, GitFailure>> {
  const { gitDirectory, move, settings } = moving
  const args = [
    ...['update-ref', '-m', move.reason, '--end-of-options', `refs/heads/${move.branch}`],
    ...[swap.after, swap.before ?? '0'.repeat(swap.after.length)],
  ]
  const environment = identityEnvironment(readIdentity(settings), null)
  const swapped = await runner.run({ args, gitDirectory, environment, expectedExitCodes: [0, 1, 128] })
  if (!swapped.ok) return swapped
  if (swapped.value.code === 0) return ok(undefined)
  const tip = await branchTip(runner, gitDirectory, move.branch)
  if (!tip.ok) return tip
  if (tip.value !== swap.before) return err(referenceMoved(move.branch, swap.before, tip.value))
  return err(gitEnded(args, { code: swapped.value.code, signal: null, lost: false }, swapped.value.stderr))
}

/** Puts files, then the branch, back to where they were; the locks still keep everybody else out. */
async function takeBack(
  runner: GitRunner,
  moving: ReasonedMoving,
  failed: { readonly advance: Advance; readonly reason: GitFailure },
): Promise<Result<void, GitFailure>> {
  const { gitDirectory, move, followers } = moving
  const reference = `refs/heads/${move.branch}`
  const environment = identityEnvironment(readIdentity(moving.settings), null)
  const args =
    move.before === null
      ? ['update-ref', '-d', '--end-of-options', reference, move.after]
      : ['update-ref', '-m', takenBack(move.reason), '--end-of-options', reference, move.before, move.after]
  const returned = await runner.run({ args, gitDirectory, environment })
  const back = { side: 'before', edited: 'keep' } as const
  for (const { draft, lock } of followers) {
    const settled = returned.ok ? await settleCheckout(draft, failed.advance.touched, back) : returned
    // What can't be settled now keeps its lock, and with it the description of what is left to do.
    if (settled.ok) await finishSettled(lock, settled.value)
    else lock.abandon()
  }
  return err(failed.reason)
}
