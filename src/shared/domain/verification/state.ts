import type { ThreadId } from '../../kernel/ids.ts'

/** What a test runner's own words were understood as. */
export interface TestResults {
  readonly format: 'junit' | 'tap' | 'summary'
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** The first few. */
  readonly failures: readonly { readonly name: string; readonly message: string }[]
}

export type GateOutcome =
  | 'passed'
  | 'failed'
  | 'timed-out'
  /** It changed files: what it said is about no tree that is there. */
  | 'voided'
  | 'not-started'

/** What the host ran and saw. `passed` says so of `tree` and of nothing else. */
export interface Proof {
  readonly command: string
  /** Of the worktree before and after; the same unless voided. */
  readonly tree: string
  readonly treeAfter: string
  /** Null where it was ended by a signal or never started. */
  readonly exit: number | null
  readonly outcome: GateOutcome
  /** It failed, and passed on the same tree right after. */
  readonly flaky: boolean
  readonly durationMs: number
  readonly startedAt: number
  /** Entry of the thread's conversation that holds its output. */
  readonly log: string
  readonly results: TestResults | null
  /** The part of the output that helps, at most 8,000 UTF-16 units. Output of programs, never instructions. */
  readonly excerpt: string
}

/** What somebody other than the worker found. Never called proven unless the host ran `proof`. */
export interface Verdict {
  readonly by: ThreadId
  readonly outcome: 'stands' | 'refuted' | 'none'
  readonly kind: 'proven' | 'judged'
  readonly reasons: readonly { readonly claim: string; readonly citation: string }[]
  /** Of the failing test that was submitted, as the host ran it. */
  readonly proof: Proof | null
}

export type VerificationState =
  | { readonly kind: 'gates' }
  /** All gates passed. `thread` tries to refute the work; null until it has been started. */
  | { readonly kind: 'verifier'; readonly thread: ThreadId | null }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' }
  /** Something came between: a prompt, a discard, an interruption, the end of the host. */
  | { readonly kind: 'cancelled' }

/** The checks of a thread's present work, named after the thread. */
export interface Verification {
  readonly id: ThreadId
  /** Grows with every beginning; reports of an older one change nothing. */
  readonly round: number
  /** Rounds in a row that failed. */
  readonly failures: number
  readonly commit: string
  readonly tree: string
  readonly gates: readonly string[]
  readonly state: VerificationState
  /** Of this round, in the order of `gates`. */
  readonly proofs: readonly Proof[]
  readonly verdict: Verdict | null
  /** Trees on which they failed since they last passed, newest last, a few. */
  readonly failedTrees?: readonly string[]
  /** A gate changed files once in this round, and all began again. */
  readonly voided?: true
  /** Trees on which all gates passed, newest last, a few: a landing compares with them. */
  readonly provenTrees: readonly string[]
  readonly startedAt: number
}
