import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { type ConfigEntry, parseConfigList } from '../parse/config-list.ts'
import type { GitRunner } from '../runner.ts'

/** The configuration that counts in a repository, the user's and the machine's included; without the runner's own. */
export async function readConfig(runner: GitRunner, gitDirectory: string): GitResult<readonly ConfigEntry[]> {
  const listed = await runner.run({ args: ['config', '--list', '--show-scope', '-z'], gitDirectory })
  return listed.ok ? ok(parseConfigList(listed.value.stdout).filter((entry) => entry.scope !== 'command')) : listed
}
