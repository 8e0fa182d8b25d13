import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { pathsInTheWay, refusedByGit, unfinishedOperation } from './checkout-failures.ts'
import type { DraftIndex } from './draft-index.ts'
import { refuseForeignFilters } from './foreign-filters.ts'
import { operationInProgress } from './operation-in-progress.ts'
import { findPathsInTheWay } from './paths-in-the-way.ts'
import type { TouchedPath } from './touched-paths.ts'

export interface Advance {
  /** Trees or commits, both visible from the checkout. */
  readonly from: string
  readonly to: string
  readonly touched: readonly TouchedPath[]
}

/** Everything that speaks against bringing a checkout along, found without changing it. */
export async function checkAdvance(
  runner: GitRunner,
  draft: DraftIndex,
  advance: Advance,
): Promise<Result<void, GitFailure>> {
  const { checkout } = draft
  const operation = operationInProgress(checkout)
  if (operation !== null) return err(unfinishedOperation(checkout.path, operation))
  const blocked = await findPathsInTheWay(draft, advance.from, advance.touched)
  if (!blocked.ok) return blocked
  if (blocked.value.length > 0) return err(pathsInTheWay(checkout.path, blocked.value))
  const filtered = await checkFilters(runner, draft, advance)
  if (!filtered.ok) return filtered
  // Git's own view last: it knows cases of its own (sparse entries, assumed-unchanged files).
  return mergeTrees(draft, advance, ['--dry-run'])
}

/** The two-tree merge: other staged and modified files stay as they are; refuses before it writes anything. */
export function writeAdvance(draft: DraftIndex, advance: Advance): Promise<Result<void, GitFailure>> {
  return mergeTrees(draft, advance, [])
}

async function mergeTrees(
  draft: DraftIndex,
  advance: Advance,
  options: readonly string[],
): Promise<Result<void, GitFailure>> {
  const args = ['read-tree', '-m', '-u', ...options, '--end-of-options', advance.from, advance.to]
  const merged = await draft.run(args, { expectedExitCodes: [0, 1, 128] })
  if (!merged.ok) return merged
  return merged.value.code === 0 ? ok(undefined) : err(refusedByGit(draft.checkout.path, merged.value.stderr))
}

async function checkFilters(runner: GitRunner, draft: DraftIndex, advance: Advance): Promise<Result<void, GitFailure>> {
  if (draft.guard.drivers.size === 0) return ok(undefined)
  const read = await draft.run(['read-tree', '--end-of-options', advance.to])
  if (!read.ok) return read
  const paths = advance.touched.filter(({ after }) => after !== null).map(({ path }) => path)
  const refused = await refuseForeignFilters(runner, draft.checkout, {
    guard: draft.guard,
    paths,
    indexFile: draft.file,
  })
  await draft.reset()
  if (!refused.ok) return refused
  return refused.value === null ? ok(undefined) : err(refused.value)
}
