import type { Failure } from '../../kernel/failure.ts'
import type { FiringId, OutboundId, ProjectId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { OutboundContent } from './state.ts'

interface On {
  readonly id: OutboundId
}

export type OutboundEvent =
  | (On & {
      readonly type: 'outbound.staged'
      readonly project: ProjectId
      readonly run: RunId
      readonly thread: ThreadId
      readonly firing: FiringId | null
      readonly content: OutboundContent
      readonly because: string
    })
  /** `text`, `title`: as the person changed them. */
  | (On & {
      readonly type: 'outbound.approved'
      readonly by: 'person' | 'rule'
      readonly text?: string
      readonly title?: string
    })
  | (On & { readonly type: 'outbound.refused'; readonly reason: string | null })
  | (On & { readonly type: 'outbound.sent'; readonly link: string; readonly reference: string })
  | (On & { readonly type: 'outbound.failed'; readonly failure: Failure })
