import type { Failure } from '../../kernel/failure.ts'
import type { FiringId, OutboundId, ThreadId } from '../../kernel/ids.ts'
import type { OutboundContent } from './state.ts'

interface On {
  readonly outbound: OutboundId
}

export interface OutboundCommands {
  /** Of the host: shown to a person first, unless a rule of the thread's policy lets it go. */
  readonly 'outbound.stage': {
    readonly payload: On & {
      readonly thread: ThreadId
      readonly firing: FiringId | null
      readonly content: OutboundContent
    }
  }
  /** A person lets it go, as it is shown or as they changed it. */
  readonly 'outbound.approve': {
    readonly payload: On & { readonly text?: string | undefined; readonly title?: string | undefined }
  }
  readonly 'outbound.refuse': { readonly payload: On & { readonly reason?: string | undefined } }
  /** One that failed is tried again. */
  readonly 'outbound.retry': { readonly payload: On }
  readonly 'outbound.report-sent': {
    readonly payload: On & { readonly link: string; readonly reference: string }
  }
  readonly 'outbound.report-failed': { readonly payload: On & { readonly failure: Failure } }
}
