import type { AgentChoice } from '../thread/state.ts'
import type { RecoveryStep } from './state.ts'

/** All that decides what is done about trouble of one class. */
export interface Situation {
  /** How often the class was met in the thread since a person last took it in hand, this time included. */
  readonly number: number
  readonly now: number
  /** 0 to 999 ms, another for each thread, so that not all of them knock at once. */
  readonly spread: number
  /** When the agent said to try again, milliseconds since the epoch. */
  readonly retryAt: number | null
  /** Another thread may take the task over. */
  readonly fresh: boolean
  /** Threads that did so already for trouble of this class. */
  readonly freshBefore: number
  /** An agent the task names that has not tried it yet. */
  readonly other: AgentChoice | null
  /** It failed on the same tree before: the agent changed nothing about it. */
  readonly unchanged: boolean
  /** The thread was told before that it goes around in circles. */
  readonly hinted: boolean
  /** What a prompt of the host's would say; empty where the class has none. */
  readonly text: string
}

export interface Play {
  readonly step: RecoveryStep
  /** Milliseconds from now until the step is due. */
  readonly afterMs: number
  /** One sentence: what happens next and why. */
  readonly words: string
}

export type Playbook = (situation: Situation) => Play

export function play(step: RecoveryStep, words: string, afterMs = 0): Play {
  return { step, afterMs, words }
}

export function ask(words: string, ...options: readonly string[]): Play {
  return play({ kind: 'ask', options }, words)
}

/** Another thread takes over, where one may and none has for this class before. */
export function freshOnce({ fresh, freshBefore }: Situation, words: string): Play | null {
  return fresh && freshBefore === 0 ? play({ kind: 'fresh', agent: null }, words) : null
}

/** Another agent takes over, where the task names one that has not tried. */
export function otherAgent({ fresh, other }: Situation, words: string): Play | null {
  return fresh && other !== null ? play({ kind: 'fresh', agent: other }, words) : null
}

/** What a person may do with most threads. */
export const options = {
  prompt: 'Send a prompt to go on',
  another: 'Try it once more with another thread or agent',
  discard: 'Discard it',
} as const

/** `first` doubled for each time before, at most `most`; milliseconds. */
export function growing(first: number, number: number, most: number): number {
  return Math.min(first * 2 ** (number - 1), most)
}
