import type { Failure } from '../../kernel/failure.ts'
import type { LandingId } from '../../kernel/ids.ts'
import type { Proof } from '../verification/state.ts'
import type { MovedReference } from './events.ts'

interface On {
  readonly landing: LandingId
}

export interface LandingCommands {
  readonly 'landing.undo': { readonly payload: On }
  /** Keeps a landing whose undo was refused: nothing of it waits for a person any more. */
  readonly 'landing.accept': { readonly payload: On }
  /** Instead of moving a branch to a tree that `provesFirst` names gates for; nothing was moved. */
  readonly 'landing.report-merged': { readonly payload: On & { readonly commit: string; readonly tree: string } }
  /** All gates ran on `tree`, or the first that failed ended them. One that couldn't run is a failed proof. */
  readonly 'landing.report-proved': {
    readonly payload: On & { readonly tree: string; readonly proofs: readonly Proof[]; readonly passed: boolean }
  }
  readonly 'landing.report-moved': {
    readonly payload: On & { readonly move: MovedReference; readonly notice: string | null }
  }
  readonly 'landing.report-followed': { readonly payload: On & { readonly notice: string | null } }
  readonly 'landing.report-refused': { readonly payload: On & { readonly failure: Failure } }
}
