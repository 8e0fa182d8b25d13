import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { configValue } from '../parse/config-list.ts'
import { publicRemoteUrl } from '../parse/remote-url.ts'
import type { GitRunner } from '../runner.ts'
import { readConfig } from './read-config.ts'

/** Where a remote is, as the repository's own configuration says it; other names for servers are not resolved. */
export async function remoteAddress(runner: GitRunner, gitDirectory: string, remote: string): GitResult<string | null> {
  const config = await readConfig(runner, gitDirectory)
  if (!config.ok) return config
  const url = configValue(config.value, `remote.${remote}.url`)
  return ok(url === undefined ? null : publicRemoteUrl(url, gitDirectory))
}
