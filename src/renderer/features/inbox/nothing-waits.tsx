import { holdsSlot } from '../../../shared/domain/thread/queries.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { openOverlay } from '../../client/overlays.ts'
import { plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** The list is empty: what goes on without anyone. */
export function NothingWaits() {
  const working = useModel((model) => [...model.thread.values()].filter(holdsSlot).length)
  const queued = useModel((model) => [...model.thread.values()].filter(({ state }) => state.kind === 'queued').length)
  const busy = working + queued > 0
  return (
    <EmptyState text={`Nothing needs you. ${runsWords(working, queued)}`}>
      {busy ? (
        <Button
          onClick={() => navigate({ screen: 'board', scope: { kind: 'all' }, thread: null, tab: 'conversation' })}
        >
          Watch the board
        </Button>
      ) : (
        <Button onClick={() => openOverlay({ kind: 'dispatch', project: null })} keys="n" showKeys>
          Dispatch
        </Button>
      )}
    </EmptyState>
  )
}

function runsWords(working: number, queued: number): string {
  if (working + queued === 0) return 'No agents are running. What they ask comes here, and what is ready to review.'
  const agents = `${plural(working, 'agent')} ${working === 1 ? 'is' : 'are'} working`
  return queued === 0 ? `${agents}.` : `${agents}, ${queued} queued.`
}
