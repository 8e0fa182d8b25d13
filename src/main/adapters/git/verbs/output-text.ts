import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitOutput } from '../runner.ts'

/** Output as text without its last line break. */
export function outputText(result: Result<GitOutput, GitFailure>): Result<string, GitFailure> {
  return result.ok ? ok(result.value.stdout.toString('utf8').replace(/\r?\n$/, '')) : result
}
