import type { HostAgent } from '../../shared/contract/channels/host.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'

export interface OrchestratorServices {
  readonly git: GitPort
  readonly clock: Clock
  /** What can be launched here. */
  readonly agents: () => Promise<readonly HostAgent[]>
}
