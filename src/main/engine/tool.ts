import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { ToolAnswer, ToolDescription } from '../ports/tools.ts'

export interface ToolInvocation {
  /** Who calls: the thread whose token was shown, as it stands now. */
  readonly thread: Thread
  readonly model: Model
  /** As sent; the tool checks it. */
  readonly input: unknown
  /** The same for a call that is repeated: commands and ids derive from it. */
  readonly key: string
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** Something that agents may do, offered by a capability. */
export interface Tool extends ToolDescription {
  /** Whether this thread may: what is not offered can't be called either. */
  offered(thread: Thread, model: Model): boolean
  call(invocation: ToolInvocation): Promise<ToolAnswer>
}
