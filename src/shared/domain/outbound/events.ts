import type { Failure } from '../../kernel/failure.ts'
import type { OutboundId } from '../../kernel/ids.ts'
import type { Outbound } from './state.ts'

interface On {
  readonly id: OutboundId
}

export type OutboundEvent =
  | (Pick<Outbound, 'because' | 'content' | 'firing' | 'id' | 'project' | 'run' | 'thread'> & {
      readonly type: 'outbound.staged'
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
