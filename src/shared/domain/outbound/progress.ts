import type { Firing } from '../automation/state.ts'

/** One line of the host's about how a task goes that came from outside; nothing of an agent or an event is in it. */
export function progressLine({ pull, state }: Pick<Firing, 'pull' | 'state'>): string | null {
  const words = wordsOf(state)
  if (words === null || !('run' in state)) return null
  return `Switchyard: ${words}${pull === undefined ? '' : `, pull request ${pull}`} (run ${state.run}).`
}

function wordsOf(state: Firing['state']): string | null {
  switch (state.kind) {
    case 'under-way':
      return 'being worked on'
    case 'rested':
      return state.as === 'ready' ? 'ready for review' : 'parked, waits for a person'
    case 'over':
      return endWords[state.outcome]
    default:
      return null
  }
}

const endWords = {
  landed: 'merged',
  answered: 'answered, and nothing of it was merged',
  discarded: 'discarded',
  nothing: 'ended without a result',
} as const
