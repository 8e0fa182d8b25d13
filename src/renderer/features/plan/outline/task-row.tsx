import { memo } from 'react'
import type { PlanProblem } from '../../../../shared/domain/plan/plan.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { cellId, columns, type Field, fieldHides, fields, fieldTitles } from '../columns.ts'
import type { Mode } from '../use-plan-view.ts'
import { useTaskLook } from '../use-task-look.ts'
import { cellRole, taskRole, titleRole } from './grid-roles.ts'
import { TaskCell } from './task-cell.tsx'

export interface TaskRowProps {
  readonly task: Task
  readonly tasks: readonly Task[]
  /** Of all lines, from 1; the head is the first. */
  readonly index: number
  /** Null where the row isn't selected. */
  readonly field: Field | null
  readonly mode: Mode
  readonly started: boolean
  readonly problems: ReadonlyMap<string, PlanProblem> | undefined
}

/** One task. Draws itself again when the task or its newest thread changes. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, tasks, index, field, mode, started, problems } = props
  const look = useTaskLook(task, started)
  const wrong = problems?.values().next().value
  const selected = field !== null
  return (
    <div
      {...taskRole(index, selected)}
      data-task={task.id}
      className={classNames(
        columns,
        'group/row h-row border-b border-soft whitespace-nowrap',
        selected ? 'bg-selected shadow-[inset_2px_0_var(--focus)]' : 'hover:bg-section',
      )}
    >
      <span {...cellRole} className="flex">
        {wrong === undefined ? <Glyph kind={look.glyph} name="" /> : <Glyph kind="error" name="Not right yet" />}
      </span>
      {fields.map((one) => {
        const problem = problems?.get(ofField[one])
        return (
          <span
            key={one}
            id={cellId(task.id, one)}
            {...(one === 'title' ? titleRole : cellRole)}
            data-field={one}
            aria-invalid={problem !== undefined || undefined}
            title={problem === undefined ? undefined : visibleLine(problem.message)}
            className={classNames(
              'relative flex h-full min-w-0 scroll-mt-6 items-center',
              fieldHides[one],
              (one === 'priority' || one === 'candidates') && 'justify-end',
              one === 'state' && 'pl-2',
              problem !== undefined && 'shadow-[inset_0_-1.5px_var(--error)]',
              field === one &&
                'before:pointer-events-none before:absolute before:-inset-x-1 before:inset-y-[2px] before:rounded-inner group-focus/grid:before:border group-focus/grid:before:border-faint group-focus-visible/grid:before:border-2 group-focus-visible/grid:before:border-focus',
            )}
          >
            <TaskCell
              task={task}
              tasks={tasks}
              field={one}
              look={wrong === undefined ? look : { glyph: 'error', text: visibleLine(wrong.message) }}
              mode={field === one ? mode : resting}
              label={`${fieldTitles[one]} of ${visibleLine(task.key)}`}
            />
          </span>
        )
      })}
    </div>
  )
})

const resting: Mode = { kind: 'rest' }

/** What validation calls the fields that a column shows. */
const ofField: Readonly<Record<Field, string>> = {
  key: 'key',
  title: 'title',
  agent: 'agents',
  effort: 'effort',
  after: 'after',
  gates: 'gates',
  paths: 'paths',
  priority: 'priority',
  candidates: 'candidates',
  state: '',
}
