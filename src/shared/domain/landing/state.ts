import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { MovedReference } from './events.ts'

export type LandingState =
  /** Behind another landing of the same project. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checkpointing' }
  | { readonly kind: 'merging'; readonly commit: string }
  | { readonly kind: 'following'; readonly move: MovedReference; readonly notice: string | null }
  | { readonly kind: 'landed'; readonly move: MovedReference; readonly notice: string | null }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'undo-waiting'; readonly move: MovedReference }
  | { readonly kind: 'undoing'; readonly move: MovedReference }
  | {
      readonly kind: 'undo-following'
      readonly move: MovedReference
      readonly back: MovedReference
      readonly notice?: string | null
    }
  /** `back` says how: to the commit before the landing, or on with a commit that takes it out. */
  | { readonly kind: 'undone'; readonly notice: string | null; readonly back?: MovedReference }

/** One attempt to bring a thread's work onto a branch. */
export interface Landing {
  readonly id: LandingId
  readonly project: ProjectId
  readonly thread: ThreadId
  readonly into: string
  readonly strategy: 'squash'
  readonly message: string
  readonly state: LandingState
  /** Why the last undo was refused; the landing itself stands. */
  readonly undoRefused: Failure | null
  /** Sequence of the request, for the order of landings in one project. */
  readonly queuedAt: number
  readonly requestedAt: number
}
