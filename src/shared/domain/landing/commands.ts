import type { Failure } from '../../kernel/failure.ts'
import type { LandingId } from '../../kernel/ids.ts'
import type { MovedReference } from './events.ts'

interface On {
  readonly landing: LandingId
}

export interface LandingCommands {
  readonly 'landing.undo': { readonly payload: On }
  /** Keeps a landing whose undo was refused: nothing of it waits for a person any more. */
  readonly 'landing.accept': { readonly payload: On }
  readonly 'landing.report-moved': {
    readonly payload: On & { readonly move: MovedReference; readonly notice: string | null }
  }
  readonly 'landing.report-followed': { readonly payload: On & { readonly notice: string | null } }
  readonly 'landing.report-refused': { readonly payload: On & { readonly failure: Failure } }
}
