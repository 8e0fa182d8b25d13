import { classNames } from '../../../lib/class-names.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { columns } from '../columns.ts'
import { CellInput } from './cell-input.tsx'
import { cellRole, rowRole, wideRole } from './grid-roles.ts'
import { useOutlineHandlers } from './outline-context.ts'

/** A task that is being named; it is none before it has a title. */
export function NewRow({ below }: { readonly below: string | null }) {
  const { add, leave } = useOutlineHandlers()
  return (
    <div
      {...rowRole}
      className={classNames(columns, 'h-row border-b border-soft bg-selected shadow-[inset_2px_0_var(--focus)]')}
    >
      <span {...cellRole} className="flex">
        <Glyph kind="wait" name="" />
      </span>
      <span {...cellRole} className="truncate text-12 text-faint">
        new
      </span>
      <span {...wideRole} className="min-w-0">
        <CellInput
          label="Title of the new task"
          placeholder="What is to be done"
          value=""
          onDone={(title, how) => add(below, title, how)}
          onCancel={leave}
        />
      </span>
    </div>
  )
}
