import type { ThreadId } from '../../kernel/ids.ts'
import type { CheckpointFacts } from '../thread/state.ts'
import type { Proof, Verdict } from './state.ts'

interface On {
  readonly thread: ThreadId
  readonly round: number
}

export interface VerificationCommands {
  readonly 'verification.report-gate': { readonly payload: On & { readonly proof: Proof } }
  /** All gates ran, or the first that failed ended them; `checkpoint` where gates left other files than they found. */
  readonly 'verification.report-ended': {
    readonly payload: On & { readonly checkpoint: Omit<CheckpointFacts, 'at'> | null }
  }
  /** The host could not run them at all, or was asked to stop. */
  readonly 'verification.report-cancelled': { readonly payload: On }
  /** The thread that verifies said what it found, through its tool. */
  readonly 'verification.report-verdict': {
    readonly payload: { readonly by: ThreadId; readonly verdict: Omit<Verdict, 'by'> }
  }
}
