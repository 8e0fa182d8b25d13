import type { Failure } from '../../kernel/failure.ts'
import type { PromptId, ThreadId } from '../../kernel/ids.ts'
import type { AgentChoice, CheckpointFacts, PromptBlock } from '../thread/state.ts'
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
  /**
   * The host can't run them at all, and `failure` says why; without it, it was asked to stop. Not for the end of a host:
   * the next one begins them again.
   */
  readonly 'verification.report-cancelled': { readonly payload: On & { readonly failure?: Failure } }
  /** Begins a read-only thread that tries to refute the work, as `task.verify` asked for; nothing where it is late. */
  readonly 'verification.begin-verifier': {
    readonly payload: On & {
      readonly verifier: ThreadId
      readonly prompt: PromptId
      readonly agent: AgentChoice
      readonly blocks: readonly PromptBlock[]
    }
  }
  /** None can be begun: the work stands on its gates, and the verdict says so. */
  readonly 'verification.report-verifier-failed': { readonly payload: On & { readonly failure: Failure } }
  /** The thread that verifies said what it found, through its tool. */
  readonly 'verification.report-verdict': {
    readonly payload: { readonly by: ThreadId; readonly verdict: Omit<Verdict, 'by'> }
  }
}
