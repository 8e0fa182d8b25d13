import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, ReferenceFact } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { recoverCheckouts } from './recover-checkout.ts'
import { isAncestor } from './references.ts'

/**
 * Where a commit stands relative to a branch. Asked after a crash, so it also settles checkouts that a move left half
 * done; where one can't be settled now, following it says why.
 */
export async function locate(
  runner: GitRunner,
  gitDirectory: string,
  wanted: { readonly branch: string; readonly commit: string },
): Promise<Result<ReferenceFact, GitFailure>> {
  await recoverCheckouts(runner, gitDirectory, wanted.branch)
  const tip = await branchTip(runner, gitDirectory, wanted.branch)
  if (!tip.ok) return tip
  if (tip.value === wanted.commit) return ok('is-tip')
  if (tip.value !== null) {
    const contained = await isAncestor(runner, gitDirectory, { ancestor: wanted.commit, of: tip.value })
    if (!contained.ok) return contained
    if (contained.value) return ok('is-ancestor')
  }
  const logged = await wasTip(runner, gitDirectory, wanted)
  return logged.ok ? ok(logged.value ? 'was-tip' : 'absent') : logged
}

async function wasTip(
  runner: GitRunner,
  gitDirectory: string,
  { branch, commit }: { readonly branch: string; readonly commit: string },
): Promise<Result<boolean, GitFailure>> {
  const args = ['reflog', 'show', '--no-abbrev', '--format=%H', `refs/heads/${branch}`, '--']
  // Fails where the branch is gone, and its log with it.
  const listed = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 128] })
  return listed.ok ? ok(listed.value.stdout.toString('utf8').split('\n').includes(commit)) : listed
}
