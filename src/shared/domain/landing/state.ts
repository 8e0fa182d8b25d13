import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { Proof } from '../verification/state.ts'
import type { MovedReference } from './events.ts'

export type LandingState =
  /** Behind another landing of the same project. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checkpointing' }
  | { readonly kind: 'merging'; readonly commit: string }
  /** Gates run on what it would make, in a scratch copy; `commit` is what was saved of the thread. */
  | {
      readonly kind: 'proving'
      readonly commit: string
      readonly merged: string
      readonly tree: string
      readonly gates: readonly string[]
    }
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
  /** What was run on trees it would make; absent where that was not needed. */
  readonly checks?: {
    /** How often gates were begun for it. */
    readonly tries: number
    /** Trees on which all passed. */
    readonly trees: readonly string[]
    /** Of the last time. */
    readonly proofs: readonly Proof[]
  }
  /** Why the last undo was refused; the landing itself stands. */
  readonly undoRefused: Failure | null
  /** Sequence of the request, for the order of landings in one project. */
  readonly queuedAt: number
  readonly requestedAt: number
}
