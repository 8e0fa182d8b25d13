import { openOverlay } from '../../client/overlays.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { lastSeen } from './last-seen.ts'
import { useFreezeActions } from './use-freeze.ts'

/** Leaving, coming back, and stopping everything: from everywhere. */
export function useAwayActions(): void {
  const { freeze, resume, windDown } = useFreezeActions()
  useActions([
    freeze,
    resume,
    windDown,
    { id: 'away', title: 'Away…', section: 'Work', run: () => openOverlay({ kind: 'away' }) },
    {
      id: 'digest',
      title: 'Digest',
      section: 'Work',
      run: () => openOverlay({ kind: 'digest', since: lastSeen(Date.now()) }),
    },
  ])
}
