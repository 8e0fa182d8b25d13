import { failure } from '../../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** False also where either commit is not in the repository (any more). */
export async function isAncestor(
  runner: GitRunner,
  gitDirectory: string,
  pair: { readonly ancestor: string; readonly of: string },
): Promise<Result<boolean, GitFailure>> {
  const args = ['merge-base', '--is-ancestor', pair.ancestor, pair.of]
  const asked = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1, 128] })
  return asked.ok ? ok(asked.value.code === 0) : asked
}

export async function readTree(
  runner: GitRunner,
  gitDirectory: string,
  commit: string,
): Promise<Result<string, GitFailure>> {
  const found = await runner.run({ args: ['rev-parse', '--verify', `${commit}^{tree}`], gitDirectory })
  return found.ok ? ok(found.value.stdout.toString('utf8').trim()) : found
}

export function branchNotFound(branch: string): GitFailure {
  return failure('branch-not-found', `There is no local branch ${branch}. Nothing was changed.`, {
    remedy: 'Name an existing local branch to land on, or create it first.',
    facts: { branch },
  })
}

export function referenceMoved(branch: string, expected: string | null, actual: string | null): GitFailure {
  return failure('reference-moved', `${branch} was moved by somebody else meanwhile. Nothing was changed.`, {
    remedy: 'Try again: the work is then merged with what arrived.',
    facts: { branch, expected, actual },
  })
}

/** What the branch's log says of a move that was taken back at once, right above what it says of the move. */
export function takenBack(reason: string): string {
  return `${reason}: taken back`
}

/** Keeps a commit that is about to land out of reach of gc until its branch points to it. */
export function landingReference(commit: string): string {
  return `refs/switchyard/landings/${commit}`
}
