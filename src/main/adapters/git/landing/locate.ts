import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, ReferenceFact } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { recoverCheckouts } from './recover-checkout.ts'
import { isAncestor, takenBack } from './references.ts'

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

/** A move that was taken back at once never happened. */
async function wasTip(
  runner: GitRunner,
  gitDirectory: string,
  { branch, commit }: { readonly branch: string; readonly commit: string },
): Promise<Result<boolean, GitFailure>> {
  const args = ['reflog', 'show', '--no-abbrev', '--format=%H %gs', `refs/heads/${branch}`, '--']
  // Fails where the branch is gone, and its log with it.
  const listed = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 128] })
  if (!listed.ok) return listed
  const entries = listed.value.stdout.toString('utf8').split('\n')
  const isMove = (entry: string, at: number) => {
    const later = entries[at - 1]?.split(' ').slice(1).join(' ')
    const [tip, ...reason] = entry.split(' ')
    return tip === commit && later !== takenBack(reason.join(' '))
  }
  return ok(entries.some(isMove))
}
