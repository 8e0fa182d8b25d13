import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import type { RefusedTask } from './draft.ts'

/** What the host did not take, and why: each reason once, with the tasks it holds for. */
export function RefusedTasks({ refused }: { readonly refused: readonly RefusedTask[] }) {
  return [...Map.groupBy(refused, ({ code, message }) => `${code} ${message}`)].map(([reason, tasks]) => {
    const [first] = tasks
    if (first === undefined) return null
    return (
      <div key={reason} className="flex flex-col gap-1">
        <FailureNote failure={first} />
        <ul aria-label={`${plural(tasks.length, 'task')} not dispatched`} className="pl-[15px] text-12 text-muted">
          {tasks.slice(0, named).map(({ source }) => (
            <li key={source} className="truncate">
              {visibleLine(source.trim())}
            </li>
          ))}
          {tasks.length > named && <li>{`and ${tasks.length - named} more`}</li>}
        </ul>
      </div>
    )
  })
}

const named = 5
