import type { CommandId } from '../kernel/ids.ts'
import type { AutomationEvent, ClaimEvent, FiringEvent } from './automation/events.ts'
import type { ContractEvent, ContractVersionEvent } from './contracts/events.ts'
import type { LandingEvent } from './landing/events.ts'
import type { NegotiationEvent } from './negotiation/events.ts'
import type { OutboundEvent } from './outbound/events.ts'
import type { FindingEvent, MailboxEvent, MessageEvent } from './peers/events.ts'
import type { PoolEvent } from './pool/events.ts'
import type { ProjectEvent } from './project/events.ts'
import type { PromptEvent } from './prompt/events.ts'
import type { RecoveryEvent } from './recovery/events.ts'
import type { RunEvent } from './run/events.ts'
import type { TaskEvent } from './task/events.ts'
import type { ItemEvent } from './team/events.ts'
import type { ThreadEvent } from './thread/events.ts'
import type { ClusterEvent, CouplingEvent } from './topology/events.ts'
import type { VerificationEvent } from './verification/events.ts'
import type { WorktreeEvent } from './worktree/events.ts'

/** Every fact the model is made of. `type` starts with the aggregate's name; `id` names the instance. */
export type DomainEvent =
  | ProjectEvent
  | RunEvent
  | TaskEvent
  | ThreadEvent
  | PromptEvent
  | WorktreeEvent
  | VerificationEvent
  | RecoveryEvent
  | LandingEvent
  | MessageEvent
  | MailboxEvent
  | FindingEvent
  | ContractEvent
  | ContractVersionEvent
  | NegotiationEvent
  | ItemEvent
  | CouplingEvent
  | ClusterEvent
  | AutomationEvent
  | FiringEvent
  | ClaimEvent
  | OutboundEvent
  | PoolEvent

/** Who caused it: a person through a client, or the host itself. */
export type Actor = 'person' | 'host'

export interface EventEnvelope {
  /** Global, gapless, from 1. */
  readonly sequence: number
  /** Milliseconds since the epoch, stamped by the host. */
  readonly at: number
  readonly actor: Actor
  /** The command that caused it. */
  readonly command: CommandId
  /** The event whose effect sent that command, so that every state has a why. */
  readonly cause: number | null
}

export type StoredEvent = EventEnvelope & { readonly event: DomainEvent }
