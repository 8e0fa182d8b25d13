import type { MessageId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { PromptBlock } from '../thread/state.ts'

export type PromptEvent =
  | {
      readonly type: 'prompt.sent'
      readonly id: PromptId
      readonly thread: ThreadId
      readonly blocks: readonly PromptBlock[]
    }
  /** The host adds to a prompt that waits: what the agent has to know when it gets it. */
  | {
      readonly type: 'prompt.amended'
      readonly id: PromptId
      readonly blocks: readonly PromptBlock[]
      /** Messages of peers that the blocks hold; a prompt gets such an addition once. */
      readonly mail?: readonly MessageId[]
    }
  /** Its messages of peers are taken out again: nobody is to read them any more. */
  | { readonly type: 'prompt.trimmed'; readonly id: PromptId }
  | { readonly type: 'prompt.used'; readonly id: PromptId }
