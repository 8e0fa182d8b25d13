import type { HostAgent } from '../../shared/contract/channels/host.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { NegotiationId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'

export interface OrchestratorServices {
  readonly git: GitPort
  readonly clock: Clock
  /** What the parties of an exchange said to each other, in any order; read ones are no longer in the model. */
  readonly said: (negotiation: NegotiationId, limit: number) => Promise<readonly Message[]>
  /** What can be launched here. */
  readonly agents: () => Promise<readonly HostAgent[]>
}
