import type { ThreadId } from '../../kernel/ids.ts'
import type { Proof, Verdict } from './state.ts'

interface On {
  readonly id: ThreadId
}

export type VerificationEvent =
  | (On & {
      readonly type: 'verification.started'
      readonly round: number
      readonly commit: string
      readonly tree: string
      readonly gates: readonly string[]
    })
  | (On & { readonly type: 'verification.gate-ended'; readonly round: number; readonly proof: Proof })
  /** A gate changed files; the work as it is now is checked once more from the first gate on. */
  | (On & {
      readonly type: 'verification.voided'
      readonly round: number
      readonly commit: string
      readonly tree: string
    })
  /** All gates passed on its tree, and the effort asks for somebody who tries to refute it. */
  | (On & { readonly type: 'verification.gates-passed'; readonly round: number })
  | (On & { readonly type: 'verification.verifier-asked'; readonly round: number; readonly verifier: ThreadId })
  | (On & { readonly type: 'verification.judged'; readonly round: number; readonly verdict: Verdict })
  | (On & { readonly type: 'verification.passed'; readonly round: number })
  | (On & { readonly type: 'verification.failed'; readonly round: number })
  | (On & { readonly type: 'verification.cancelled'; readonly round: number })
