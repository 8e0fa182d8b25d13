import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { withAttributes } from './attribute-folder.ts'
import { type Conflict, parseMergeTree } from './conflicts.ts'

const listed = 200

/**
 * Merges two commits in memory under the ledger's configuration, where no merge driver is defined, and returns the
 * tree. Attributes that need no program (binary, union) are taken from `ours`. Fails with landing-conflict.
 */
export function mergeCommits(
  runner: GitRunner,
  ledger: string,
  sides: { readonly ours: string; readonly theirs: string; readonly into: string },
): Promise<Result<string, GitFailure>> {
  return withAttributes(runner, { ledger, commit: sides.ours, other: sides.theirs }, async (workTree) => {
    const args = ['merge-tree', '--write-tree', '-z', '--messages', '--allow-unrelated-histories']
    const merged = await runner.run({
      args: [...args, sides.ours, sides.theirs],
      gitDirectory: ledger,
      workTree,
      cwd: workTree,
      config: [['core.bare', 'false']],
      environment: SEALED,
      expectedExitCodes: [0, 1],
    })
    if (!merged.ok) return merged
    const { tree, conflicts } = parseMergeTree(merged.value.stdout)
    return merged.value.code === 0 ? ok(tree) : err(conflicted(sides, conflicts))
  })
}

function conflicted(
  { into, ours }: { readonly into: string; readonly ours: string },
  conflicts: readonly Conflict[],
): GitFailure {
  const files = conflicts.length === 1 ? '1 file' : `${conflicts.length} files`
  return failure('landing-conflict', `The work conflicts with ${into} in ${files}. Nothing was changed.`, {
    remedy: `Have the thread bring in ${into} and resolve these files, then land again.`,
    // A thread's clone has no branch of that name: the commit is what its agent can merge.
    facts: { into, commit: ours, conflicts: conflicts.slice(0, listed), more: Math.max(0, conflicts.length - listed) },
  })
}
