import type { CommandId } from '../kernel/ids.ts'
import type { AutomationCommands } from './automation/commands.ts'
import type { ContractCommands } from './contracts/commands.ts'
import type { Actor } from './event.ts'
import type { LandingCommands } from './landing/commands.ts'
import type { NegotiationCommands } from './negotiation/commands.ts'
import type { OutboundCommands } from './outbound/commands.ts'
import type { PeerCommands } from './peers/commands.ts'
import type { PoolCommands } from './pool/commands.ts'
import type { ProjectCommands } from './project/commands.ts'
import type { RecoveryCommands } from './recovery/commands.ts'
import type { RunCommands } from './run/commands.ts'
import type { TaskCommands } from './task/commands.ts'
import type { ItemCommands } from './team/commands.ts'
import type { ThreadCommands } from './thread/commands.ts'
import type { TopologyCommands } from './topology/commands.ts'
import type { VerificationCommands } from './verification/commands.ts'
import type { WorktreeCommands } from './worktree/commands.ts'

/**
 * Every command by type. `payload` is what the sender says; `facts` is what the host's preparers
 * gathered outside the model before deciding (absent on a client, which checks the model only).
 */
export type Commands = ProjectCommands &
  RunCommands &
  TaskCommands &
  VerificationCommands &
  RecoveryCommands &
  ThreadCommands &
  WorktreeCommands &
  LandingCommands &
  PeerCommands &
  ContractCommands &
  NegotiationCommands &
  ItemCommands &
  TopologyCommands &
  AutomationCommands &
  OutboundCommands &
  PoolCommands

export type CommandType = keyof Commands
export type PayloadOf<Type extends CommandType> = Commands[Type]['payload']
export type FactsOf<Type extends CommandType> = Commands[Type] extends { readonly facts: infer Facts } ? Facts : never

export type Command = {
  [Type in CommandType]: { readonly type: Type; readonly payload: PayloadOf<Type> }
}[CommandType]

/** A command as it stands in the queue: who sent it, under which id, because of what. */
export interface StampedCommand {
  readonly id: CommandId
  readonly command: Command
  readonly actor: Actor
  /** Sequence of the event whose effect sent it. */
  readonly cause: number | null
}
