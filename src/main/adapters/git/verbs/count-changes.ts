import { ok } from '../../../../shared/kernel/result.ts'
import type { ChangeCount, GitResult } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { parseChanges } from '../parse/raw-changes.ts'
import type { GitRunner } from '../runner.ts'
import { treeOrEmpty } from './empty-tree.ts'

/** Files and lines that differ between two commits; `from` null stands for no files. */
export async function countChanges(
  runner: GitRunner,
  gitDirectory: string,
  range: { readonly from: string | null; readonly to: string },
): GitResult<ChangeCount> {
  const from = await treeOrEmpty(runner, gitDirectory, range.from)
  if (!from.ok) return from
  const args = ['diff-tree', '-r', '-z', '-M', '--numstat', '--no-ext-diff', '--no-textconv', from.value, range.to]
  const counted = await runner.run({ args, gitDirectory, environment: SEALED })
  if (!counted.ok) return counted
  const changes = parseChanges(counted.value.stdout).counted
  return ok({
    files: changes.length,
    additions: changes.reduce((sum, change) => sum + change.additions, 0),
    deletions: changes.reduce((sum, change) => sum + change.deletions, 0),
  })
}
