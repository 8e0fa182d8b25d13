import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** Oids of the references at or below the full names given. */
export async function readReferences(
  runner: GitRunner,
  gitDirectory: string,
  names: readonly string[],
): GitResult<ReadonlyMap<string, string>> {
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', '--', ...names]
  const listed = await runner.run({ args, gitDirectory })
  if (!listed.ok) return listed
  const references = new Map<string, string>()
  for (const line of listed.value.stdout.toString('utf8').split('\n')) {
    const split = line.indexOf(' ')
    if (split > 0) references.set(line.slice(split + 1), line.slice(0, split))
  }
  return ok(references)
}
