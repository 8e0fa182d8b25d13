import type { Failure } from '../../kernel/failure.ts'
import type {
  ContractId,
  FindingId,
  ItemId,
  MessageId,
  NegotiationId,
  ProjectId,
  PromptId,
  ThreadId,
} from '../../kernel/ids.ts'

/**
 * What a message is for. `introduction` and `notice` are the host's own words; everything else is text of the thread
 * that sent it, and never more than text.
 */
export type MessageKind =
  | 'message'
  | 'question'
  | 'answer'
  /** Asks for something that only words can grant: a review, a wind-down, taking over an item. */
  | 'request'
  /** A plan that a member lays before its team lead thread; answered by its decision. */
  | 'proposal'
  | 'finding'
  | 'contract'
  | 'introduction'
  | 'notice'

export type MessageState =
  /** Durable; waits for the recipient's next turn. `standingOf` says whether something holds it there. */
  | { readonly kind: 'accepted' }
  /** Part of a prompt whose turn has not begun. */
  | { readonly kind: 'placed'; readonly prompt: PromptId }
  /** The whole text is before the agent, in this turn. */
  | { readonly kind: 'delivered'; readonly prompt: PromptId; readonly at: number }
  /** The turn it was in has ended, or the agent fetched it through a tool. */
  | { readonly kind: 'read'; readonly at: number }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'expired'; readonly because: string }

/** One text from a thread, or the host, to one thread. */
export interface Message {
  readonly id: MessageId
  /** Null: the host. */
  readonly from: ThreadId | null
  readonly to: ThreadId
  /** Counts the messages of this pair in this direction from 1; 0 on a refused one, which took no place. */
  readonly number: number
  readonly kind: MessageKind
  readonly text: string
  /** Goes before the agent between two tool calls where it can take that, instead of after its turn. */
  readonly urgent?: true
  /** The question or proposal that it answers. */
  readonly answers?: MessageId
  /** On questions and proposals: what answered it. */
  readonly answeredBy?: MessageId
  readonly negotiation?: NegotiationId
  /** Copies of one broadcast share this. */
  readonly broadcast?: string
  /** What it tells of. */
  readonly about?: { readonly contract?: ContractId; readonly finding?: FindingId; readonly item?: ItemId }
  readonly state: MessageState
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  /** Of a question: when nobody waits for its answer any more. */
  readonly expiresAt?: number
  /** The person was told that it stays unanswered. */
  readonly escalated?: true
  /** Nobody waits for its answer any more. */
  readonly closed?: true
}

/** What waits of one sender. */
export interface WaitingFrom {
  readonly messages: number
  readonly questions: number
}

/** A question that its asker waits for an answer to. */
export interface OpenQuestion {
  readonly message: MessageId
  readonly to: ThreadId
  readonly expiresAt: number
  /** Its time is over: when a person was asked to look. */
  readonly overdueSince?: number
}

/** A thread's part in the exchange: counters and cursors, never the messages themselves. Its id is the thread's. */
export interface Mailbox {
  readonly id: ThreadId
  /** Messages to it that are neither part of a prompt nor fetched. */
  readonly waiting: number
  readonly received: number
  readonly sent: number
  readonly refused: number
  /** Last number used in messages to it, by sender (`host` for the host). */
  readonly numbers: Readonly<Record<string, number>>
  /** What it may send at once: tokens of a bucket, and when they were counted. */
  readonly allowance: { readonly left: number; readonly at: number }
  /** Its last few refused messages, newest last. */
  readonly refusals: readonly { readonly message: MessageId; readonly failure: Failure; readonly at: number }[]
  /** Threads that are told once when it has nothing to do. */
  readonly watchers: readonly ThreadId[]
  /** Tree of the checkpoint that stood when it was last given messages: did they change anything? */
  readonly given?: { readonly tree: string | null; readonly messages: number }
  /** What waits, by sender (`host` for the host); senders of whom nothing waits are left out. */
  readonly waitingFrom?: Readonly<Record<string, WaitingFrom>>
  /** Of those that wait: for how many a thread at rest gets a turn, since it was last given or told of any. */
  readonly calls?: number
  /** Of those that wait: how many go before the agent between two tool calls. */
  readonly urgent?: number
  /** Turns that began, or were broken off, for messages. */
  readonly woken?: number
  readonly asked?: readonly OpenQuestion[]
  readonly touched?: readonly string[]
  /** No peer has to do with its thread so far: only what that touches is known. */
  readonly apart?: true
}

export type Severity = 'note' | 'warning' | 'blocker'

/** Something that a thread found out about files that others touch. It reaches whoever touches them, now or later. */
export interface Finding {
  readonly id: FindingId
  readonly by: ThreadId
  readonly project: ProjectId
  /** Globs, relative to the project. */
  readonly paths: readonly string[]
  readonly severity: Severity
  readonly text: string
  /** Threads that were told. */
  readonly reached: readonly ThreadId[]
  readonly at: number
  /** Its project has too many newer ones, or its thread was discarded. */
  readonly closed: boolean
}
