import type { Automation, Claim, Firing } from './automation/state.ts'
import type { Contract, ContractVersion } from './contracts/state.ts'
import type { Landing } from './landing/state.ts'
import type { Negotiation } from './negotiation/state.ts'
import type { Outbound } from './outbound/state.ts'
import type { Finding, Mailbox, Message } from './peers/state.ts'
import type { Pool } from './pool/state.ts'
import type { Project } from './project/state.ts'
import type { SentPrompt } from './prompt/state.ts'
import type { Recovery } from './recovery/state.ts'
import type { Run } from './run/state.ts'
import type { Task } from './task/state.ts'
import type { Item } from './team/state.ts'
import type { Thread } from './thread/state.ts'
import type { Cluster, Coupling } from './topology/state.ts'
import type { Verification } from './verification/state.ts'
import type { Worktree } from './worktree/state.ts'

/** The state of each aggregate. Adding one is a line here and one in `reduce.ts`. */
export interface States {
  readonly project: Project
  readonly run: Run
  readonly task: Task
  readonly thread: Thread
  readonly prompt: SentPrompt
  readonly worktree: Worktree
  readonly verification: Verification
  readonly recovery: Recovery
  readonly landing: Landing
  readonly pool: Pool
  readonly message: Message
  readonly mailbox: Mailbox
  readonly finding: Finding
  readonly contract: Contract
  readonly contractVersion: ContractVersion
  readonly negotiation: Negotiation
  readonly item: Item
  readonly coupling: Coupling
  readonly cluster: Cluster
  readonly automation: Automation
  readonly firing: Firing
  readonly claim: Claim
  readonly outbound: Outbound
}

export type Aggregate = keyof States

/**
 * Towards a scarce thing. `waiting` and `holding`: a slot of the pool, or a project's landing turn. `blocked`: a task
 * that other tasks hold up. `finishing`: a thread whose work is saved, checked or landed, without a slot. `reviewing`: one
 * that waits for a person's look.
 */
export type Role = 'waiting' | 'holding' | 'blocked' | 'finishing' | 'reviewing'

export interface Table<State> {
  readonly size: number
  get(id: string): State | undefined
  values(): Iterable<State>
  /** Those that scheduling looks at. */
  inRole(role: Role): Iterable<State>
  /**
   * Those that belong together, in the order of `values`: tasks and threads by their run, landings and what is
   * to be written outside by their thread, messages by their recipient, items by their cluster, firings by their
   * automation (held ones apart), what else peers share and automations by their project.
   */
  within(group: string): Iterable<State>
}

/** Everything decide and the screens know: the live instances of every aggregate. */
export type Model = { readonly [A in Aggregate]: Table<States[A]> }

export const aggregates: readonly Aggregate[] = [
  'project',
  'run',
  'task',
  'thread',
  'prompt',
  'worktree',
  'verification',
  'recovery',
  'landing',
  'pool',
  'message',
  'mailbox',
  'finding',
  'contract',
  'contractVersion',
  'negotiation',
  'item',
  'coupling',
  'cluster',
  'automation',
  'firing',
  'claim',
  'outbound',
]
