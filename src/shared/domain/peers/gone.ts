import type { Thread } from '../thread/state.ts'

/** Why nothing more is to be said to a thread, in a few words; null while it may go on. */
export function goneBecause({ archived, discarding, state, title }: Thread): string | null {
  switch (state.kind) {
    case 'landed':
      return `${title} has landed.`
    case 'discarded':
      return `${title} was discarded.`
    case 'parked':
      return state.reason.code === 'superseded' ? `Another attempt took the place of ${title}.` : null
    default:
      if (archived) return `${title} was archived.`
      return discarding ? `${title} is being discarded.` : null
  }
}

export function mayHear(thread: Thread): boolean {
  return goneBecause(thread) === null
}
