import type { ThreadId } from '../../kernel/ids.ts'
import type { Diagnosis } from './state.ts'

interface On {
  readonly id: ThreadId
}

export type RecoveryEvent =
  | (On & { readonly type: 'recovery.diagnosed'; readonly diagnosis: Diagnosis })
  /** The step that was due is under way. */
  | (On & { readonly type: 'recovery.proceeded' })
  /** What was due is not done any more: a person took over, or the thread is well. */
  | (On & { readonly type: 'recovery.dropped' })
