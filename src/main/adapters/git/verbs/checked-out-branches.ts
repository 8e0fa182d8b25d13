import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import type { GitRunner } from '../runner.ts'

/** Full names of the branches that a working tree of the repository has checked out. */
export async function checkedOutBranches(runner: GitRunner, gitDirectory: string): GitResult<ReadonlySet<string>> {
  const listed = await runner.run({ args: ['worktree', 'list', '--porcelain', '-z'], gitDirectory })
  if (!listed.ok) return listed
  const lines = nulFields(listed.value.stdout).map((field) => field.toString('utf8'))
  return ok(new Set(lines.filter((line) => line.startsWith('branch ')).map((line) => line.slice('branch '.length))))
}
