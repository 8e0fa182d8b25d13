import type { GitResult } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from './output-text.ts'

const NAME = 'Switchyard'
const EMAIL = 'switchyard@localhost'

/** A commit in a host-owned git directory under Switchyard's own name, the same for the same input. */
export async function commitTree(
  runner: GitRunner,
  gitDirectory: string,
  commit: {
    readonly tree: string
    readonly parents: readonly string[]
    readonly message: string
    readonly timestampMs: number
  },
): GitResult<string> {
  const date = `@${Math.floor(commit.timestampMs / 1_000)} +0000`
  const made = await runner.run({
    args: ['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
    gitDirectory,
    input: commit.message,
    environment: {
      ...SEALED,
      GIT_AUTHOR_NAME: NAME,
      GIT_AUTHOR_EMAIL: EMAIL,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: NAME,
      GIT_COMMITTER_EMAIL: EMAIL,
      GIT_COMMITTER_DATE: date,
    },
  })
  return outputText(made)
}
