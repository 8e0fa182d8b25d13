import type { Failure } from '../../kernel/failure.ts'
import type { FindingId, MessageId, ProjectId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { Message, Severity, WaitingFrom } from './state.ts'

interface OnMessage {
  readonly id: MessageId
}

export type MessageEvent =
  | ({ readonly type: 'message.sent' } & Omit<Message, 'state' | 'sentAt' | 'answeredBy' | 'escalated' | 'closed'>)
  /** Kept so that sender and person see it; nobody else does. `text` is cut. */
  | ({ readonly type: 'message.refused'; readonly failure: Failure } & Omit<
      Message,
      'state' | 'sentAt' | 'answeredBy' | 'escalated' | 'closed'
    >)
  /** It is part of the recipient's next prompt, and never of another one. */
  | (OnMessage & { readonly type: 'message.placed'; readonly prompt: PromptId })
  | (OnMessage & { readonly type: 'message.delivered' })
  | (OnMessage & { readonly type: 'message.read' })
  | (OnMessage & { readonly type: 'message.expired'; readonly because: string })
  | (OnMessage & { readonly type: 'message.answered'; readonly by: MessageId })
  /** Nobody answered in time: a person is asked to look. */
  | (OnMessage & { readonly type: 'message.escalated' })
  /** Of a question: nobody waits for its answer any more, as who asked it or was to answer is gone, or a person settled it. */
  | (OnMessage & { readonly type: 'message.closed'; readonly because?: string })

interface OnMailbox {
  readonly id: ThreadId
}

export type MailboxEvent =
  /** It told others something by another way than a message, which is as dear: `left` of what it may send at once. */
  | (OnMailbox & { readonly type: 'mailbox.charged'; readonly left: number })
  /** With the thread's first part in any exchange. */
  | (OnMailbox & { readonly type: 'mailbox.opened' })
  /** `from`: null is the host. */
  | (OnMailbox & {
      readonly type: 'mailbox.took'
      readonly message: MessageId
      readonly from: ThreadId | null
      readonly number: number
      readonly question?: true
      readonly urgent?: true
      /** A thread at rest gets a turn for it. */
      readonly wakes?: true
    })
  | (OnMailbox & {
      readonly type: 'mailbox.sent'
      readonly message: MessageId
      readonly to: ThreadId
      readonly left: number
    })
  | (OnMailbox & { readonly type: 'mailbox.refused'; readonly message: MessageId; readonly failure: Failure })
  /** Messages that wait no longer. `how`: given in a turn, fetched through a tool, or expired. */
  | (OnMailbox & {
      readonly type: 'mailbox.emptied'
      readonly messages: number
      readonly how: 'given' | 'fetched' | 'expired'
      readonly tree?: string | null
      /** By sender. */
      readonly of?: Readonly<Record<string, WaitingFrom>>
      readonly urgent?: number
    })
  /** A turn begins, or one is broken off, for the sake of what waits. */
  | (OnMailbox & { readonly type: 'mailbox.woke'; readonly prompt: PromptId })
  /** It has asked and waits for the answer. */
  | (OnMailbox & {
      readonly type: 'mailbox.asked'
      readonly message: MessageId
      readonly to: ThreadId
      readonly expiresAt: number
    })
  /** Nobody answered in time: a person is asked to look. */
  | (OnMailbox & { readonly type: 'mailbox.overdue'; readonly message: MessageId })
  /** It waits for these answers no longer. */
  | (OnMailbox & { readonly type: 'mailbox.heard'; readonly messages: readonly MessageId[] })
  /** Paths that its thread touches by now, whether or not any peer has to do with it; cut to `messageLimits.touched`. */
  | (OnMailbox & { readonly type: 'mailbox.touched'; readonly paths: readonly string[] })
  | (OnMailbox & { readonly type: 'mailbox.watched'; readonly by: ThreadId })
  | (OnMailbox & { readonly type: 'mailbox.unwatched'; readonly by: readonly ThreadId[] })

export type FindingEvent =
  | {
      readonly type: 'finding.published'
      readonly id: FindingId
      readonly by: ThreadId
      readonly project: ProjectId
      readonly paths: readonly string[]
      readonly severity: Severity
      readonly text: string
    }
  | { readonly type: 'finding.reached'; readonly id: FindingId; readonly threads: readonly ThreadId[] }
  | { readonly type: 'finding.closed'; readonly id: FindingId }
