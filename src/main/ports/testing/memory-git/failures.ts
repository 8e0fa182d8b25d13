import { failure } from '../../../../shared/kernel/failure.ts'
import { err, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitFailureCode } from '../../git.ts'

export function refuse(code: GitFailureCode, what: string, paths: readonly string[] = []): Result<never, GitFailure> {
  const facts = paths.length === 0 ? {} : { paths }
  return err(failure(code, `${what} Nothing was changed.`, { remedy: 'Look at what the test did.', facts }))
}
