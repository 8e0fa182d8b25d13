import { Fragment, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { cellId, columns, type Field, fieldHides, fields, fieldTitles } from '../columns.ts'
import type { Refused } from '../edits/use-plan-edits.ts'
import type { PlanProblems } from '../problem-places.ts'
import type { PlanView } from '../use-plan-view.ts'
import { acrossRole, columnHeaderRole, gridRole, groupRole, headRole, rowRole } from './grid-roles.ts'
import { NewRow } from './new-row.tsx'
import { useOutlineHandlers } from './outline-context.ts'
import { TaskRow } from './task-row.tsx'

export interface OutlineProps {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly tasks: readonly Task[]
  readonly view: PlanView
  readonly started: boolean
  readonly problems: PlanProblems
  readonly refused: Refused | null
  /** Keys that only mean something in the outline; answers whether it was one. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly onPick: (task: string, field: Field | undefined) => void
  readonly onOpen: (field: Field) => void
  /** What stands below the head where there are no tasks. */
  readonly children?: ReactNode
}

/** The tasks as a table that is worked by keyboard. */
export function Outline(props: OutlineProps) {
  const { grid, tasks, view, started, problems, refused } = props
  const { selected, field, mode } = view
  const active = selected === null ? undefined : cellId(selected, field)
  useEffect(() => {
    if (active !== undefined) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const added = mode.kind === 'new' ? <NewRow below={mode.below} /> : null
  const last = mode.kind === 'new' && !tasks.some(({ id }) => id === mode.below)
  const events = {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target === event.currentTarget && props.onKey(event)) event.preventDefault()
    },
    onClick: (event: MouseEvent) => under(event, props.onPick),
    onDoubleClick: (event: MouseEvent) => under(event, (_task, pointed) => props.onOpen(pointed ?? 'title')),
  }
  return (
    <div
      ref={grid}
      {...gridRole({ lines: tasks.length, active: mode.kind === 'rest' ? active : undefined })}
      className={classNames(
        '@container group/grid relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto -outline-offset-2',
        active !== undefined && 'outline-none',
      )}
      {...events}
    >
      <Head />
      <div {...groupRole}>
        {tasks.map((task, at) => (
          <Fragment key={task.id}>
            <TaskRow
              task={task}
              tasks={tasks}
              index={at + 2}
              field={task.id === selected ? field : null}
              mode={mode}
              started={started}
              problems={problems.tasks.get(task.id)}
            />
            {task.id === selected && mode.kind !== 'new' && <RowProblem problems={problems} task={task.id} />}
            {refused?.task === task.id && <RefusedLine refused={refused} />}
            {mode.kind === 'new' && mode.below === task.id && added}
          </Fragment>
        ))}
        {last && added}
      </div>
      {props.children}
    </div>
  )
}

function Head() {
  return (
    <div {...groupRole} className="sticky top-0 z-10">
      <div {...headRole} className={classNames(columns, 'h-[22px] border-b border-soft bg-bg text-11')}>
        <span {...columnHeaderRole} className="sr-only">
          Sign
        </span>
        <span aria-hidden />
        {fields.map((field) => (
          <span
            key={field}
            {...columnHeaderRole}
            className={classNames(
              'truncate text-faint',
              fieldHides[field],
              (field === 'priority' || field === 'candidates') && 'text-right',
              field === 'state' && 'pl-2',
            )}
          >
            {fieldTitles[field]}
          </span>
        ))}
      </div>
    </div>
  )
}

const note = 'flex items-baseline gap-2 border-b border-soft py-1 pr-4 pl-10 text-12'

/** Everything that is wrong with the selected task, below it. */
function RowProblem({ problems, task }: { readonly problems: PlanProblems; readonly task: string }) {
  const wrong = [...(problems.tasks.get(task)?.values() ?? [])]
  if (wrong.length === 0) return null
  return (
    <div {...rowRole} className={classNames(note, 'bg-selected')}>
      <span {...acrossRole} className="text-pretty">
        {wrong.map(({ code, message, remedy }) => (
          <span key={`${code} ${message}`} data-code={code} className="block">
            <span className="text-error">{visibleText(message)}</span>{' '}
            <span className="text-muted">{visibleText(remedy)}</span>
          </span>
        ))}
      </span>
    </div>
  )
}

/** Why the last edit of the task above was not taken. */
function RefusedLine({ refused: { failure } }: { readonly refused: Refused }) {
  const { dismiss } = useOutlineHandlers()
  return (
    <div {...rowRole} className={note} data-code={failure.code}>
      <span {...acrossRole} className="flex flex-1 items-baseline gap-2">
        <span className="text-pretty">
          <span className="text-error">{visibleText(failure.message)}</span>{' '}
          <span className="text-muted">{visibleText(failure.remedy)}</span>
        </span>
        <Button kind="quiet" size="small" className="ml-auto" onClick={dismiss}>
          Hide
        </Button>
      </span>
    </div>
  )
}

function under({ target }: MouseEvent, then: (task: string, field: Field | undefined) => void): void {
  if (!(target instanceof Element) || target.closest('button, a, input') !== null) return
  const task = target.closest<HTMLElement>('[data-task]')?.dataset.task
  const named = target.closest<HTMLElement>('[data-field]')?.dataset.field
  if (task !== undefined)
    then(
      task,
      fields.find((one) => one === named),
    )
}
