import type { ProjectId } from '../../kernel/ids.ts'
import type { NegotiationSettings } from '../negotiation/state.ts'
import type { Coordination } from '../topology/state.ts'
import type { ProjectFacts } from './commands.ts'

export interface Project extends ProjectFacts {
  readonly id: ProjectId
  readonly name: string
  readonly openedAt: number
  /** When it was last opened or dispatched on; absent in what older versions stored. */
  readonly usedAt?: number
  /** How work in it is to go together; absent: as a queue. */
  readonly coordination?: Coordination
  /** Who said that; a person's word stands before what the project's file says. */
  readonly coordinatedBy?: 'file' | 'person'
  /** What its file says of exchanges between threads; absent where it doesn't. */
  readonly negotiations?: NegotiationSettings
  /** Since when its automations dispatch nothing; absent while they do. */
  readonly automationsPausedSince?: number
  /** Set on one that is known no longer. It stays for the threads that ended in it, and for being opened again. */
  readonly forgottenAt?: number
}
