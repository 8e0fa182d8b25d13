import type { PromptId, ThreadId } from '../../kernel/ids.ts'
import type { PromptBlock } from '../thread/state.ts'

export type PromptEvent =
  | {
      readonly type: 'prompt.sent'
      readonly id: PromptId
      readonly thread: ThreadId
      readonly blocks: readonly PromptBlock[]
    }
  /** The host adds to a prompt that waits: what the agent has to know when it gets it. */
  | { readonly type: 'prompt.amended'; readonly id: PromptId; readonly blocks: readonly PromptBlock[] }
  | { readonly type: 'prompt.used'; readonly id: PromptId }
