import type { Model } from '../../../shared/domain/model.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import type { VerbId } from '../../client/thread-verbs.ts'
import { plural } from '../../lib/format-number.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { verbsFor } from './known-verbs.ts'
import { runBulk } from './run-verb.ts'

export interface BulkBarProps {
  readonly marked: readonly string[]
  readonly onClear: () => void
}

/** What can be done with all marked rows, instead of the selected one. Lies over the list, so that nothing moves. */
export function BulkBar({ marked, onClear }: BulkBarProps) {
  const actions = useBulkActions(marked, onClear)
  return (
    <section
      aria-label="Selected threads"
      className="absolute bottom-3 left-1/2 z-20 flex -translate-x-1/2 items-center gap-2 rounded border border-line bg-raised py-1.5 pr-1.5 pl-3 whitespace-nowrap shadow-float"
    >
      <span className="pr-2">{plural(marked.length, 'thread')} selected</span>
      {actions.map((action) => (
        <ActionButton key={action.id} action={action} size="small" showKeys />
      ))}
    </section>
  )
}

/** Under the ids and keys of the verbs of one thread, whose place they take. */
function useBulkActions(marked: readonly string[], onClear: () => void): readonly Action[] {
  const counts = useModel((model) => ({
    interrupt: bulkOf(model, marked, 'interrupt').length,
    discard: bulkOf(model, marked, 'discard').length,
  }))
  const bulk = (id: 'interrupt' | 'discard', title: string, keys: string): Action => ({
    id: `thread.${id}`,
    title: counts[id] === 0 ? title : `${title} ${counts[id]}`,
    section: 'Thread',
    keys,
    blocked: counts[id] === 0 ? 'Not possible for any of the selected threads now.' : null,
    run: () => runBulk(bulkOf(useHost.getState().model, marked, id)),
  })
  const merge: Action = {
    id: 'thread.merge',
    title: 'Merge',
    section: 'Thread',
    keys: 'm',
    blocked: 'Threads are merged one by one.',
    run: () => undefined,
  }
  const shown = [
    bulk('interrupt', 'Interrupt', 'i'),
    bulk('discard', 'Discard', 'x'),
    { id: 'board.clear', title: 'Clear', section: 'Board', keys: 'Escape', run: onClear },
  ]
  useActions([...shown, merge])
  return shown
}

function bulkOf(model: Model, marked: readonly string[], id: VerbId) {
  return marked.flatMap((row) => {
    const thread = model.thread.get(row)
    const verb = verbsFor(model, row).find((one) => one.id === id)
    return thread === undefined || verb === undefined ? [] : [{ thread, verb }]
  })
}
