import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** Brings a commit and what it needs into a repository, each new object checked; moves no reference. */
export async function fetchObjects(
  runner: GitRunner,
  from: string,
  into: { readonly gitDirectory: string; readonly commit: string },
): GitResult<void> {
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules']
  const done = await runner.run({
    args: ['fetch', ...quiet, '--no-prune', '--refmap=', '--', from, into.commit],
    gitDirectory: into.gitDirectory,
    config: [
      ['transfer.fsckObjects', 'true'],
      ['fetch.fsckObjects', 'true'],
      ['protocol.version', '2'],
      ['protocol.file.allow', 'always'],
    ],
  })
  return done.ok ? ok(undefined) : done
}
