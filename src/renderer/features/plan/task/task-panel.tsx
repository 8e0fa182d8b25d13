import { useEffect, useRef } from 'react'
import { hasStarted } from '../../../../shared/domain/task/started.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { plural } from '../../../lib/format-number.ts'
import { explain } from '../../../lib/refusal.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { BudgetFields } from '../../../ui/budget-fields.tsx'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import type { TaskEditPatch } from '../edits/inverse.ts'
import { keyOf } from '../plan-tasks.ts'
import type { PlanProblems } from '../problem-places.ts'
import { HeldText } from './held-text.tsx'
import { readLines } from './read-lines.ts'

export interface TaskPanelProps {
  readonly task: Task
  readonly tasks: readonly Task[]
  readonly problems: PlanProblems
  /** Grows when the brief is to take the focus. */
  readonly asked: number
  readonly onEdit: (task: string, patch: TaskEditPatch) => void
  readonly onLink: (task: string, on: string, from: 'landed' | 'stacked') => void
  readonly onUnlink: (task: string, on: string) => void
  /** Whether a proposed task is to be one of the plan. */
  readonly onAnswer: (task: string, accepted: boolean) => void
  readonly onClose: () => void
}

/** Everything of one task that doesn't fit into a row; above all what its agent is told. */
export function TaskPanel(props: TaskPanelProps) {
  const { task, problems, asked, onEdit, onClose } = props
  const brief = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (asked > 0) brief.current?.focus()
  }, [asked])
  const why = useWhyNot({ type: 'task.edit', payload: { task: task.id, patch: { brief: `${task.brief} ` } } })
  const begun = hasStarted(task)
  const fixed = begun && why !== null
  const note = fixed ? explain(why) : 'It has begun: what is changed here is for its next attempt.'
  const wrong = problems.tasks.get(task.id)
  const text = (field: 'gates' | 'paths') => ({
    value: task[field].join('\n'),
    problem: wrong?.get(field)?.message ?? null,
    onKeep: (value: string) => onEdit(task.id, { [field]: readLines(value) }),
  })
  const newest = task.threads.at(-1)
  return (
    <section
      aria-label={`Task ${visibleLine(task.key)}`}
      className="absolute inset-y-0 right-0 z-20 flex w-thread max-w-full flex-col border-l border-line bg-panel max-beside:shadow-float beside:static beside:shrink-0"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="flex items-start gap-2 px-4 pt-[11px] pb-[9px]">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-14 font-bold" title={visibleLine(task.title)}>
            {visibleLine(task.title) || 'No title'}
          </h2>
          <p className="truncate text-12 text-muted">
            <code className="font-mono">{visibleLine(task.key)}</code>
            {task.attempts > 0 && ` · begun ${plural(task.attempts, 'time')}`}
          </p>
        </div>
        {newest !== undefined && (
          <Button size="small" onClick={() => toThread(task, newest.thread)}>
            Open the thread
          </Button>
        )}
        <Button kind="quiet" size="small" aria-label="Close the task" keys="Escape" onClick={onClose}>
          ×
        </Button>
      </header>
      {task.state.kind === 'proposed' && <Proposed task={task} onAnswer={props.onAnswer} />}
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto border-t border-line px-4 py-3">
        <HeldText
          key={`${task.id} brief`}
          ref={brief}
          label="Brief"
          hint={begun ? note : undefined}
          atOnce={!begun}
          value={task.brief}
          rows={9}
          className="min-h-44 leading-[1.55]"
          readOnly={fixed}
          problem={wrong?.get('brief')?.message ?? null}
          onKeep={(value) => onEdit(task.id, { brief: value })}
        />
        <HeldText key={`${task.id} gates`} label="Gates of its own, one command per line" mono {...text('gates')} />
        <HeldText
          key={`${task.id} paths`}
          label="Paths it is expected to touch, one glob per line"
          mono
          {...text('paths')}
        />
        <After {...props} />
        <BudgetFields label="Budget" budget={task.budget} onChange={(budget) => onEdit(task.id, { budget })} />
      </div>
    </section>
  )
}

/** A thread found this to be done too; nothing of it starts before a person says yes. */
function Proposed({ task, onAnswer }: Pick<TaskPanelProps, 'task' | 'onAnswer'>) {
  return (
    <div className="flex items-center gap-2 border-t border-l-[3px] border-line border-l-you bg-you-bg px-4 py-2">
      <p className="min-w-0 flex-1">A thread proposes this task.</p>
      <Button kind="main" size="small" onClick={() => onAnswer(task.id, true)}>
        Add it to the plan
      </Button>
      <Button size="small" onClick={() => onAnswer(task.id, false)}>
        Decline
      </Button>
    </div>
  )
}

function toThread(task: Task, thread: string): void {
  navigate({ screen: 'board', scope: { kind: 'run', run: task.run }, thread, tab: 'conversation' })
}

const kinds = [
  { value: 'landed', title: 'When landed' },
  { value: 'stacked', title: 'Stacked' },
] as const

/** What it comes after, and what it starts from each time. */
function After({ task, tasks, problems, onLink, onUnlink }: TaskPanelProps) {
  const wrong = problems.tasks.get(task.id)?.get('after')
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-12 text-muted">Comes after</h3>
      {task.after.length === 0 && <p className="text-12 text-faint">No task. L in the outline links it to one.</p>}
      {task.after.map(({ on, from, because }) => (
        <div key={on} className="flex items-center gap-2 text-12">
          <code className="min-w-0 flex-1 truncate font-mono" title={because}>
            {visibleLine(keyOf(on, tasks))}
          </code>
          <Segmented
            label={`Starts from ${visibleLine(keyOf(on, tasks))}`}
            value={from}
            choices={kinds}
            onChange={(next) => onLink(task.id, on, next)}
          />
          <Button kind="quiet" size="small" onClick={() => onUnlink(task.id, on)}>
            Unlink
          </Button>
        </div>
      ))}
      {wrong !== undefined && <p className="text-12 text-error">{visibleLine(wrong.message)}</p>}
    </div>
  )
}
