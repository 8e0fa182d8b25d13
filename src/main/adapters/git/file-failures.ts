import { err } from '../../../shared/kernel/result.ts'
import type { GitResult } from '../../ports/git.ts'
import { gitFailed } from './failures.ts'

/** Turns what the file system refuses (full, read-only, no permission) into a failure; anything else is a bug and passes. */
export async function withFileFailures<T>(operation: () => GitResult<T>): GitResult<T> {
  try {
    return await operation()
  } catch (error) {
    const { syscall, code, path } = error as NodeJS.ErrnoException
    if (!(error instanceof Error) || syscall === undefined) throw error
    const where = path === undefined ? '' : ` at ${path}`
    return err(
      gitFailed(
        `The file system refused (${code ?? syscall}${where}); what was there before is kept.`,
        'Check free space and permissions, then try again.',
      ),
    )
  }
}
