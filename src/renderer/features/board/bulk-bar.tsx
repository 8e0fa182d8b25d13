import { plural } from '../../lib/format-number.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'

/** What can be done with all marked rows. Lies over the list, so that nothing moves. */
export function BulkBar({ count, actions }: { readonly count: number; readonly actions: readonly Action[] }) {
  return (
    <section
      aria-label="Selected threads"
      className="absolute bottom-3 left-1/2 z-20 flex -translate-x-1/2 items-center gap-2 rounded border border-line bg-raised py-1.5 pr-1.5 pl-3 whitespace-nowrap shadow-float"
    >
      <span className="pr-2">{plural(count, 'thread')} selected</span>
      {actions.map((action) => (
        <ActionButton key={action.id} action={action} size="small" showKeys />
      ))}
    </section>
  )
}
