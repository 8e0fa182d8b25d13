import { realpath } from 'node:fs/promises'
import { err } from '../../../../shared/kernel/result.ts'
import type { GitResult, RepositoryFacts } from '../../../ports/git.ts'
import { folderMissing } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { inspect } from './inspect.ts'

/** Makes a folder a repository with branch main; one that is a repository already is left as it is. */
export async function initialize(runner: GitRunner, folder: string): GitResult<RepositoryFacts> {
  const found = await inspect(runner, folder)
  if (found.ok || found.error.facts?.canInitialize !== true) return found
  const where = await realpath(folder).catch(() => undefined)
  if (where === undefined) return err(folderMissing(folder))
  const made = await runner.run({ args: ['init', '--quiet', '--template=', '--initial-branch=main'], cwd: where })
  return made.ok ? inspect(runner, folder) : made
}
