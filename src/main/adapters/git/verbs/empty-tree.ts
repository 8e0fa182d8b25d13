import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from './output-text.ts'

/** The commit itself, or the empty tree in this repository's hash, which every git knows without it being stored. */
export async function treeOrEmpty(runner: GitRunner, gitDirectory: string, commit: string | null): GitResult<string> {
  if (commit !== null) return ok(commit)
  return outputText(await runner.run({ args: ['hash-object', '-t', 'tree', '--stdin'], gitDirectory, input: '' }))
}
