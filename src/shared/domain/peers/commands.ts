import type { FindingId, ItemId, MessageId, NegotiationId, ThreadId } from '../../kernel/ids.ts'
import type { MessageKind, Severity } from './state.ts'

/** Of agents, through the tools offered to them: `by` is the thread whose token was shown, never what a text says. */
export interface PeerCommands {
  /**
   * One message to each of `to`. What a limit or the policy refuses is stored as refused (`message.refused`,
   * `mailbox.refusals`) and the command is accepted, so that sender and person see it.
   */
  readonly 'peers.send': {
    readonly payload: {
      readonly by: ThreadId
      readonly messages: readonly { readonly id: MessageId; readonly to: ThreadId }[]
      readonly kind: Extract<MessageKind, 'message' | 'question' | 'answer' | 'request' | 'proposal'>
      readonly text: string
      readonly answers?: MessageId | undefined
      readonly negotiation?: NegotiationId | undefined
      readonly item?: ItemId | undefined
      /** Of a question: milliseconds until nobody waits for the answer. */
      readonly waitMs?: number | undefined
    }
  }
  /** The agent has fetched these; only its own, and never one twice. */
  readonly 'peers.read': { readonly payload: { readonly by: ThreadId; readonly messages: readonly MessageId[] } }
  /** To be told once when the other has nothing to do. */
  readonly 'peers.watch': { readonly payload: { readonly by: ThreadId; readonly peer: ThreadId } }
  /** Of a person: a question that stayed unanswered is settled as it is. */
  readonly 'peers.dismiss': { readonly payload: { readonly message: MessageId } }
  /** Of the host's own clock: questions whose time is over. */
  readonly 'peers.check-expiry': { readonly payload: Readonly<Record<never, never>> }
  readonly 'finding.publish': {
    readonly payload: {
      readonly by: ThreadId
      readonly finding: FindingId
      readonly paths: readonly string[]
      readonly severity: Severity
      readonly text: string
    }
  }
}
