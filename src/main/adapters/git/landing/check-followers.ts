import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { checkAdvance } from './advance-checkout.ts'
import { lockedIndex } from './checkout-failures.ts'
import { listCheckouts, type UserCheckout } from './checkouts.ts'
import { openDraftIndex } from './draft-index.ts'
import { guardFilters } from './foreign-filters.ts'
import { holdsBranch } from './operation-in-progress.ts'
import { touchedPaths } from './touched-paths.ts'
import { readUserSettings } from './user-settings.ts'

export interface FollowerCheck {
  readonly repository: string
  readonly branch: string
  /** Holds the objects of `to`, which the user's repository need not have yet. */
  readonly ledger: string
  readonly from: string
  readonly to: string
}

/** Folders of the checkouts that would have to come along; fails where one can't. Changes nothing. */
export async function checkFollowers(
  runner: GitRunner,
  check: FollowerCheck,
): Promise<Result<readonly string[], GitFailure>> {
  const checkouts = await listCheckouts(runner, check.repository, check.branch)
  if (!checkouts.ok) return checkouts
  const folders: string[] = []
  for (const checkout of checkouts.value) {
    if (!(await holdsBranch(checkout, check.branch))) continue
    const checked = await checkOne(runner, checkout, check)
    if (!checked.ok) return checked
    folders.push(checkout.path)
  }
  return ok(folders)
}

async function checkOne(
  runner: GitRunner,
  checkout: UserCheckout,
  { ledger, from, to }: FollowerCheck,
): Promise<Result<void, GitFailure>> {
  const lock = join(checkout.gitDirectory, 'index.lock')
  if (existsSync(lock)) return err(lockedIndex(checkout.path, lock))
  const settings = await readUserSettings(runner, checkout.gitDirectory)
  if (!settings.ok) return settings
  const touched = await touchedPaths(runner, ledger, { before: from, after: to })
  if (!touched.ok) return touched
  const guard = guardFilters(settings.value)
  const file = join(ledger, `index-${randomUUID()}`)
  try {
    const draft = await openDraftIndex(runner, { checkout, file, settings: settings.value, guard, ledger })
    return await checkAdvance(runner, draft, { from, to, touched: touched.value })
  } finally {
    await rm(file, { force: true })
  }
}
