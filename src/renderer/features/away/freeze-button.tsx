import { Tooltip } from '../../ui/tooltip.tsx'
import { useFreezeActions } from './use-freeze.ts'

/** In the foot of the window, where there is room for one line. */
export function FreezeButton() {
  const { freeze } = useFreezeActions()
  return (
    <Tooltip tip={{ text: 'Stops every agent and dispatches nothing; all work is kept', keys: freeze.keys }}>
      <button type="button" onClick={() => freeze.run()} className="rounded px-1 text-muted hover:text-text">
        Freeze
      </button>
    </Tooltip>
  )
}
