import type { ThreadId } from '../../kernel/ids.ts'
import type { AgentChoice } from '../thread/state.ts'

export type TroubleClass =
  | 'rate-limit'
  | 'overloaded'
  | 'auth'
  | 'context-overflow'
  | 'tool-hang'
  | 'waiting-for-person'
  | 'loop'
  | 'setup'
  | 'gate-failed'
  | 'refuted'
  | 'landing-conflict'
  | 'crash'
  | 'refusal'
  | 'budget'
  | 'error'
  | 'nothing-changed'
  | 'changed-files'

/** What the host does about trouble. */
export type RecoveryStep =
  /** The turn that failed is sent again, in the same conversation. */
  | { readonly kind: 'resend' }
  /** The same, in a new conversation on the same files. */
  | { readonly kind: 'resend-fresh-session' }
  /** A prompt of the host's to the same thread. */
  | { readonly kind: 'prompt'; readonly text: string }
  /** The running turn is ended for a prompt of the host's. */
  | { readonly kind: 'steer'; readonly text: string }
  /** The running turn is ended, then sent again. */
  | { readonly kind: 'interrupt' }
  /** Another thread takes the task over with the facts; by another agent where one is named. */
  | { readonly kind: 'fresh'; readonly agent: AgentChoice | null }
  /** Nothing more by itself: a person chooses among these. */
  | { readonly kind: 'ask'; readonly options: readonly string[] }
  /** It is well: nothing is done. */
  | { readonly kind: 'leave' }

/** What is believed to be wrong and what is done about it, readable by a person. */
export interface Diagnosis {
  readonly class: TroubleClass
  /** What was seen, one plain sentence each. */
  readonly evidence: readonly string[]
  readonly step: RecoveryStep
  /** One sentence: what happens next and why. */
  readonly words: string
  /** How often this class was met in the thread, from 1. */
  readonly number: number
  readonly at: number
  /** When the step is due, milliseconds since the epoch. */
  readonly dueAt: number
}

/** How the host tries to get a thread out of trouble; named after the thread. */
export interface Recovery {
  readonly id: ThreadId
  /** Newest last; at most `diagnosesKept`. */
  readonly diagnoses: readonly Diagnosis[]
  readonly counts: { readonly [Class in TroubleClass]?: number }
  /** Grows with every diagnosis, so that a timer's command names the step it means. */
  readonly number: number
  /** What is due at `diagnoses.at(-1).dueAt`; null when nothing is. */
  readonly next: RecoveryStep | null
}

export const diagnosesKept = 30
