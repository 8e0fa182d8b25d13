import { useMemo } from 'react'
import { tasksOf } from '../../../../shared/domain/run/queries.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { derived } from '../../../client/derived.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { classNames } from '../../../lib/class-names.ts'
import { plural } from '../../../lib/format-number.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { type Standing, standingOf } from '../tally.ts'
import { standingGlyphs } from '../task-glyph.ts'
import { AttemptTable } from './attempt-table.tsx'

export interface AttemptsProps {
  readonly run: string
  /** The chosen task; the first that began where null or gone. */
  readonly task: string | null
  readonly onTask: (task: string) => void
}

/** The threads that worked on one task, side by side. */
export function Attempts({ run, task, onTask }: AttemptsProps) {
  const tasks = useModel((model) => tasksOf(model, run))
  const useStandings = useMemo(
    () =>
      derived(
        (model) => tasksOf(model, run).map((one): readonly [string, Standing] => [one.id, standingOf(model, one)]),
        (one, other) => JSON.stringify(one) === JSON.stringify(other),
      ),
    [run],
  )
  const standings = new Map(useStandings())
  const chosen = tasks.find(({ id }) => id === task) ?? tasks.find(({ threads }) => threads.length > 0) ?? tasks[0]
  if (chosen === undefined) return <EmptyState text="There are no tasks yet; add the first one in the plan." />
  return (
    <div className="flex h-full min-h-0">
      <Scroller label="Tasks of the run" className="w-64 shrink-0 border-r border-line @max-[860px]/run:w-44">
        <ul>
          {tasks.map((one) => (
            <TaskLine
              key={one.id}
              task={one}
              standing={standings.get(one.id) ?? 'queued'}
              on={one.id === chosen.id}
              onTask={onTask}
            />
          ))}
        </ul>
      </Scroller>
      <AttemptTable key={chosen.id} task={chosen} />
    </div>
  )
}

interface TaskLineProps {
  readonly task: Task
  readonly standing: Standing
  readonly on: boolean
  readonly onTask: (task: string) => void
}

function TaskLine({ task, standing, on, onTask }: TaskLineProps) {
  const { candidates, id, threads, title } = task
  const count = threads.length === 0 ? 'not begun' : plural(threads.length, candidates > 1 ? 'candidate' : 'attempt')
  return (
    <li>
      <button
        type="button"
        aria-current={on || undefined}
        onClick={() => onTask(id)}
        className={classNames(
          'flex h-row w-full items-center gap-2 border-b border-soft px-3 text-left -outline-offset-2',
          on ? 'bg-selected' : 'hover:bg-raised',
        )}
      >
        <Glyph kind={standingGlyphs[standing]} />
        <span className="min-w-0 flex-1 truncate" title={visibleLine(title)}>
          {visibleLine(title)}
        </span>
        <span className="shrink-0 text-12 text-muted @max-[860px]/run:sr-only">{count}</span>
      </button>
    </li>
  )
}
