import type { MessageId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { PromptBlock } from '../thread/state.ts'

/** What somebody sent to a thread. An instance of its own, since it may be large and threads stay small. */
export interface SentPrompt {
  readonly id: PromptId
  readonly thread: ThreadId
  readonly blocks: readonly PromptBlock[]
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  /** Messages of peers in it, and which of its blocks hold them. */
  readonly mail?: { readonly messages: readonly MessageId[]; readonly from: number; readonly blocks: number }
  /** Its turn is over: it leaves the live model, the conversation shows it. */
  readonly used: boolean
}
