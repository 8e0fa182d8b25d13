import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { gitFailed } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { moveReference, type ReferenceMove } from './move-reference.ts'
import { recoverCheckouts } from './recover-checkout.ts'

/** What the file system refuses (full, read-only, no permission) is expected; everything else thrown is a bug. */
export async function orDiskError<T>(work: Promise<Result<T, GitFailure>>): Promise<Result<T, GitFailure>> {
  try {
    return await work
  } catch (error) {
    if (!isDiskError(error)) throw error
    return err(diskFailure(error))
  }
}

/** A move that a disk error cut short is settled at once: it happened, or it did not and is a failure. */
export async function moveDespiteDiskErrors(
  runner: GitRunner,
  gitDirectory: string,
  move: ReferenceMove,
): Promise<Result<void, GitFailure>> {
  try {
    return await moveReference(runner, gitDirectory, move)
  } catch (error) {
    if (!isDiskError(error)) throw error
    const tip = await branchTip(runner, gitDirectory, move.branch)
    const settled = await recoverCheckouts(runner, gitDirectory, move.branch)
    // Neither done nor undone: only the next start can tell, as after a crash.
    if (!tip.ok || (tip.value === move.after && !settled.ok)) throw error
    return tip.value === move.after ? ok(undefined) : err(diskFailure(error))
  }
}

function diskFailure(error: NodeJS.ErrnoException): GitFailure {
  return gitFailed(
    `The file system refused: ${error.message}. The branch was not moved.`,
    'Make room or check the permissions of the repository, then try again.',
  )
}

function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}
