import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { readReferences } from './read-references.ts'

export async function branchTip(runner: GitRunner, gitDirectory: string, branch: string): GitResult<string | null> {
  const name = `refs/heads/${branch}`
  const references = await readReferences(runner, gitDirectory, [name])
  return references.ok ? ok(references.value.get(name) ?? null) : references
}
