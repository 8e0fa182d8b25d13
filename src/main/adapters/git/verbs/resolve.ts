import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** Commit oid of a branch (which wins over a tag of the same name), tag or any revision. */
export async function resolveRevision(runner: GitRunner, gitDirectory: string, revision: string): GitResult<string> {
  for (const candidate of [`refs/heads/${revision}`, revision]) {
    const oid = await commitOf(runner, gitDirectory, candidate)
    if (!oid.ok) return oid
    if (oid.value !== null) return ok(oid.value)
  }
  return err(
    failure('revision-not-found', `There is no branch, tag or commit ${revision} here.`, {
      remedy: 'Name an existing branch, tag or commit.',
      facts: { revision },
    }),
  )
}

/** Null where the expression names no commit. */
export async function commitOf(runner: GitRunner, gitDirectory: string, revision: string): GitResult<string | null> {
  if (revision.includes('\0') || revision === '') return ok(null)
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  // 128 is how git answers a malformed expression, as `main@{nonsense}`; the repository itself was found before.
  const parsed = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1, 128] })
  if (!parsed.ok) return parsed
  const oid = /([0-9a-f]{40}|[0-9a-f]{64})\n$/.exec(parsed.value.stdout.toString('latin1'))?.[1]
  return ok(parsed.value.code === 0 ? (oid ?? null) : null)
}
