import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { AgentCatalogue } from '../../ports/agent.ts'
import type { AwakePort } from '../../ports/awake.ts'
import type { GitPort } from '../../ports/git.ts'
import { settingsFile } from './data-folder.ts'

export interface DoctorParts {
  readonly git: GitPort
  readonly catalogue: AgentCatalogue
  readonly awake: AwakePort
  readonly dataFolder: string
  /** What is wrong with the settings as they are kept. */
  readonly trouble: Failure | null
  readonly readOnly: Failure | null
  readonly platform: NodeJS.Platform
  readonly nodeVersion: string
}

/** What works here and what doesn't, each with what to do about it. */
export async function examine(parts: DoctorParts): Promise<readonly HostCheck[]> {
  const [git, agents, awake] = await Promise.all([
    parts.git.requireVersion(),
    parts.catalogue.list(),
    parts.awake.means(),
  ])
  return [
    git.ok
      ? { name: 'git', state: 'ok', detail: `git ${git.value}`, remedy: null }
      : { name: 'git', state: 'failed', detail: git.error.message, remedy: git.error.remedy },
    { name: 'node', state: 'ok', detail: `Node ${parts.nodeVersion}`, remedy: null },
    parts.readOnly === null
      ? { name: 'data', state: 'ok', detail: parts.dataFolder, remedy: null }
      : { name: 'data', state: 'failed', detail: parts.readOnly.message, remedy: parts.readOnly.remedy },
    parts.trouble === null
      ? { name: 'settings', state: 'ok', detail: settingsFile(parts.dataFolder), remedy: null }
      : { name: 'settings', state: 'warning', detail: parts.trouble.message, remedy: parts.trouble.remedy },
    sandbox(parts.platform),
    awake.kind === 'ready'
      ? { name: 'awake', state: 'ok', detail: `kept awake by ${awake.by} while agents work`, remedy: null }
      : { name: 'awake', state: 'warning', detail: awake.why, remedy: awake.remedy },
    ...agents.map(
      (agent): HostCheck =>
        agent.state.kind === 'ready'
          ? { name: agent.id, state: 'ok', detail: `${agent.name} ${agent.state.version ?? ''}`.trim(), remedy: null }
          : { name: agent.id, state: 'warning', detail: `${agent.name} is not installed`, remedy: agent.state.install },
    ),
  ]
}

/** Said plainly, so that nobody believes in a wall that isn't there. */
function sandbox(platform: NodeJS.Platform): HostCheck {
  return {
    name: 'sandbox',
    state: 'warning',
    detail: `Agents run without a sandbox (${platform}): each has a worktree of its own, but could write elsewhere.`,
    remedy: 'Run agents you do not trust in a container or as another user.',
  }
}
