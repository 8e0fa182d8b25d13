import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { Proof } from '../verification/state.ts'

interface On {
  readonly id: LandingId
}

export interface MovedReference {
  readonly into: string
  readonly before: string | null
  readonly commit: string
  readonly checkouts: readonly string[]
}

export type LandingEvent =
  | (On & {
      readonly type: 'landing.requested'
      readonly project: ProjectId
      readonly thread: ThreadId
      readonly into: string
      readonly strategy: 'squash'
      readonly message: string
    })
  /** Landings of one project run one at a time; this one has its turn. */
  | (On & { readonly type: 'landing.started' })
  | (On & { readonly type: 'landing.checkpointed'; readonly commit: string })
  /** What it would make is a tree that no gate has seen: `commit`, which is on no branch, is checked first. */
  | (On & {
      readonly type: 'landing.proving'
      readonly commit: string
      readonly tree: string
      readonly gates: readonly string[]
    })
  /** All gates passed on that tree: the merge is tried again. */
  | (On & { readonly type: 'landing.proved'; readonly tree: string; readonly proofs: readonly Proof[] })
  | (On & { readonly type: 'landing.moved'; readonly move: MovedReference; readonly notice: string | null })
  | (On & { readonly type: 'landing.completed'; readonly notice: string | null })
  | (On & { readonly type: 'landing.refused'; readonly failure: Failure })
  | (On & { readonly type: 'landing.undo-requested' })
  | (On & { readonly type: 'landing.undo-started' })
  | (On & { readonly type: 'landing.undo-moved'; readonly move: MovedReference; readonly notice?: string | null })
  | (On & { readonly type: 'landing.undone'; readonly notice: string | null })
  | (On & { readonly type: 'landing.undo-refused'; readonly failure: Failure })
  /** A person keeps a landing that could not be taken back. */
  | (On & { readonly type: 'landing.undo-refusal-accepted' })
