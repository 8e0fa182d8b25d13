import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { landingReference } from './references.ts'

/** Brings a commit from the ledger into the user's repository, checked, and kept by a reference of Switchyard's. */
export async function importCommit(
  runner: GitRunner,
  repositories: { readonly ledger: string; readonly repository: string },
  commit: string,
): Promise<Result<void, GitFailure>> {
  const reference = landingReference(commit)
  const offered = await runner.run({
    args: ['update-ref', '--end-of-options', reference, commit],
    gitDirectory: repositories.ledger,
    environment: SEALED,
  })
  if (!offered.ok) return offered
  const fetched = await runner.run({
    args: [
      ...['fetch', '--quiet', '--no-tags', '--no-auto-maintenance', '--no-write-fetch-head', '--no-recurse-submodules'],
      ...['--no-prune', '--upload-pack=git-upload-pack', '--end-of-options'],
      ...[repositories.ledger, `+${reference}:${reference}`],
    ],
    gitDirectory: repositories.repository,
    config: [
      ['fetch.fsckObjects', 'true'],
      // A program that the repository could name otherwise.
      ['core.alternateRefsCommand', 'true'],
    ],
    environment: { ...SEALED, GIT_ALLOW_PROTOCOL: 'file' },
  })
  await runner.run({ args: ['update-ref', '-d', reference], gitDirectory: repositories.ledger, environment: SEALED })
  return fetched.ok ? ok(undefined) : fetched
}
