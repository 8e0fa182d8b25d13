import type { Failure } from '../../kernel/failure.ts'
import type { FiringId, OutboundId, ProjectId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { ReplyTarget } from '../automation/state.ts'

/** What is to be written, exactly as it would appear. */
export type OutboundContent =
  | {
      readonly kind: 'comment'
      readonly target: ReplyTarget
      /** Markdown. */
      readonly text: string
    }
  | {
      readonly kind: 'pull-request'
      /** `owner/name` on `host`. */
      readonly host: string
      readonly repository: string
      readonly title: string
      readonly text: string
      /** Branch of the thread, and the commit of its checkpoint that is pushed. */
      readonly branch: string
      readonly commit: string
      /** Branch it is to be merged into. */
      readonly into: string
    }

export type OutboundState =
  /** Waits for a person's yes. */
  | { readonly kind: 'staged' }
  | { readonly kind: 'sending' }
  /** Where it can be seen. */
  | { readonly kind: 'sent'; readonly link: string; readonly reference: string }
  /** It did not get there; a person may have it tried again. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly reason: string | null }

/** A write to somewhere outside this machine: shown, approved, done once, receipt kept. */
export interface Outbound {
  readonly id: OutboundId
  readonly project: ProjectId
  readonly run: RunId
  readonly thread: ThreadId
  readonly firing: FiringId | null
  readonly content: OutboundContent
  /** Why it is staged or was allowed: the rule, the automation. */
  readonly because: string
  readonly state: OutboundState
  /** Who let it go: a person, or a rule. */
  readonly approvedBy: 'person' | 'rule' | null
  readonly stagedAt: number
  readonly since: number
  /** Sent or refused: it leaves the live model. */
  readonly closed: boolean
}

/** UTF-16 units. */
export const outboundLimits = { text: 60_000, title: 250 } as const
