import type { PromptId, ThreadId } from '../../kernel/ids.ts'
import type { PromptBlock } from '../thread/state.ts'

/** What somebody sent to a thread. An instance of its own, since it may be large and threads stay small. */
export interface SentPrompt {
  readonly id: PromptId
  readonly thread: ThreadId
  readonly blocks: readonly PromptBlock[]
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  /** Its turn is over: it leaves the live model, the conversation shows it. */
  readonly used: boolean
}
