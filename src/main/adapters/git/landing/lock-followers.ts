import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { lockedIndex } from './checkout-failures.ts'
import { listCheckouts, type UserCheckout } from './checkouts.ts'
import { type DraftIndex, openDraftIndex } from './draft-index.ts'
import { guardFilters } from './foreign-filters.ts'
import { type IndexLock, takeIndexLock } from './index-lock.ts'
import { holdsBranch } from './operation-in-progress.ts'
import { recoverCheckout } from './recover-checkout.ts'
import type { Move } from './touched-paths.ts'
import type { UserSettings } from './user-settings.ts'

/** A checkout whose index is locked for a move. */
export interface Follower {
  readonly checkout: UserCheckout
  readonly lock: IndexLock
  readonly draft: DraftIndex
  /** The lock was left by an interrupted move in the other direction, which this one takes back. */
  readonly isReturning: boolean
}

export interface Moving {
  readonly gitDirectory: string
  readonly move: Move
  readonly settings: UserSettings
  /** Filled as locks are taken, so that whoever called can release them in any case. */
  readonly followers: Follower[]
}

/** Locks every checkout that holds the branch; an interrupted earlier move is settled first. */
export async function lockFollowers(runner: GitRunner, moving: Moving): Promise<Result<void, GitFailure>> {
  const { gitDirectory, move, settings } = moving
  const checkouts = await listCheckouts(runner, gitDirectory, move.branch)
  if (!checkouts.ok) return checkouts
  const guard = guardFilters(settings)
  for (const checkout of checkouts.value) {
    if (!(await holdsBranch(checkout, move.branch))) continue
    const taken = await takeOrRecover(runner, checkout, moving)
    if (!taken.ok) return taken
    const { lock, isReturning } = taken.value
    const draft = await openDraftIndex(runner, { checkout, file: lock.draft, settings, guard })
    moving.followers.push({ checkout, lock, draft, isReturning })
  }
  return ok(undefined)
}

interface Taken {
  readonly lock: IndexLock
  readonly isReturning: boolean
}

async function takeOrRecover(
  runner: GitRunner,
  checkout: UserCheckout,
  { gitDirectory, move }: Moving,
): Promise<Result<Taken, GitFailure>> {
  const purpose = { branch: move.branch, before: move.before, after: move.after }
  const busy = () => err(lockedIndex(checkout.path, `${checkout.gitDirectory}/index.lock`))
  const first = await takeIndexLock(checkout.gitDirectory, purpose)
  if (first.kind === 'busy') return busy()
  if (first.kind === 'taken') return ok({ lock: first.lock, isReturning: false })
  const left = first.lock.move
  if (left.before === move.after && left.after === move.before) return ok({ lock: first.lock, isReturning: true })
  const recovered = await recoverCheckout(runner, checkout, { lock: first.lock, common: gitDirectory })
  if (!recovered.ok) return recovered
  const second = await takeIndexLock(checkout.gitDirectory, purpose)
  return second.kind === 'taken' ? ok({ lock: second.lock, isReturning: false }) : busy()
}
