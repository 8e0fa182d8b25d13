import type { ThreadState } from '../../../../shared/domain/thread/state.ts'

export type PrimaryAction = 'request' | 'merge' | 'repair' | 'restore' | 'next' | 'none'

export interface ReviewFacts {
  readonly state: ThreadState['kind']
  /** Comments that weren't sent, and whether a note about the whole was written. */
  readonly unsent: number
  readonly noted: boolean
  readonly files: number
  /** The last merge was refused for something that the agent can settle. */
  readonly repairable: boolean
  /** Whether another thread waits to be looked at. */
  readonly next: boolean
}

/** The one bright button. What was written and not sent comes before everything else. */
export function primaryAction({ state, unsent, noted, files, repairable, next }: ReviewFacts): PrimaryAction {
  if (state === 'discarded') return 'restore'
  if (unsent > 0 || noted) return 'request'
  if (state === 'ready' && repairable) return 'repair'
  if (state === 'ready') return files > 0 ? 'merge' : 'request'
  if (state === 'parked') return 'request'
  return next ? 'next' : 'none'
}
