import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { isRecentEnough, parseGitVersion } from '../parse/git-version.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from './output-text.ts'

/** The version's text; fails with git-missing or git-too-old. */
export async function requireVersion(runner: GitRunner): GitResult<string> {
  const output = outputText(await runner.run({ args: ['version'] }))
  if (!output.ok) return output
  const version = parseGitVersion(output.value)
  if (version !== null && isRecentEnough(version)) return ok(version.text)
  const found = version?.text ?? output.value
  return err(
    failure('git-too-old', `Git ${found} is too old; nothing was changed.`, {
      remedy: 'Install Git 2.38 or newer and try again.',
      facts: { found, required: '2.38' },
    }),
  )
}
