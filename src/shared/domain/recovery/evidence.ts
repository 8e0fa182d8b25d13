import type { Failure } from '../../kernel/failure.ts'
import type { ParkReason } from '../thread/state.ts'
import type { Proof, Verdict } from '../verification/state.ts'
import type { Stillness } from './commands.ts'

/** Evidence, and when it was there, milliseconds since the epoch. */
export interface Seen {
  readonly evidence: Evidence
  readonly now: number
}

/** What was seen of a thread, from which is judged whether something is wrong with it, and what. */
export type Evidence =
  /** It came to rest in trouble. */
  | { readonly kind: 'parked'; readonly reason: ParkReason }
  /** Its work did not pass; `unchanged` where it had failed on the same tree before. */
  | { readonly kind: 'gates-failed'; readonly proof: Proof | null; readonly unchanged: boolean }
  /** A test of somebody else's fails on its work. */
  | { readonly kind: 'refuted'; readonly verdict: Verdict; readonly unchanged: boolean }
  /** It was to land by itself, and could not. */
  | { readonly kind: 'landing-refused'; readonly into: string; readonly failure: Failure }
  /** Its agent says nothing; `requests` of it wait for a person. */
  | { readonly kind: 'still'; readonly stillness: Stillness; readonly requests: number }
  | { readonly kind: 'loop'; readonly call: string; readonly times: number }
  /** Its turn is over and changed nothing. */
  | { readonly kind: 'unchanged' }
