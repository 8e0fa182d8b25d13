import type { Task, TaskLink } from '../../../../shared/domain/task/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { classNames } from '../../../lib/class-names.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { PickField } from '../../../ui/pick-field.tsx'
import type { Field } from '../columns.ts'
import { keyOf } from '../plan-tasks.ts'
import type { TaskLook } from '../task-look.ts'
import type { Mode } from '../use-plan-view.ts'
import { CellInput } from './cell-input.tsx'
import { firstOf, numberText } from './cell-text.ts'
import { useOutlineHandlers } from './outline-context.ts'
import { usePickItems } from './use-pick-items.ts'

export interface TaskCellProps {
  readonly task: Task
  readonly tasks: readonly Task[]
  readonly field: Field
  readonly look: TaskLook
  readonly mode: Mode
  readonly label: string
}

/** What a field says, or the control that changes it. */
export function TaskCell(props: TaskCellProps) {
  const { task, field, mode, label } = props
  const { write, leave } = useOutlineHandlers()
  if (mode.kind === 'pick') return <Picking {...props} mode={mode} />
  if (mode.kind !== 'write') return <Shown {...props} />
  return (
    <CellInput
      label={label}
      value={written(task, field)}
      mono={field !== 'title'}
      onDone={(value, how) => write(task, { field, value, how })}
      onCancel={leave}
    />
  )
}

function written(task: Task, field: Field): string {
  if (field === 'priority' || field === 'candidates') return numberText(task, field)
  return field === 'title' ? task.title : ''
}

const pickWords = {
  link: { label: 'Comes after', none: 'There is no other task it could come after.' },
  unlink: { label: 'No longer after', none: 'It comes after no task.' },
  agent: { label: 'Agent', none: 'No agent is known.' },
  effort: { label: 'Effort', none: '' },
} as const

function Picking({ task, tasks, mode }: TaskCellProps & { readonly mode: Extract<Mode, { kind: 'pick' }> }) {
  const { pick, leave } = useOutlineHandlers()
  const items = usePickItems(task, tasks, mode.what)
  return (
    <PickField {...pickWords[mode.what]} items={items} onPick={(value) => pick(task, mode, value)} onLeave={leave} />
  )
}

const mono = 'truncate font-mono text-12'

function Shown({ task, tasks, field, look }: TaskCellProps) {
  switch (field) {
    case 'key':
      return <span className={classNames(mono, 'text-muted')}>{visibleLine(task.key)}</span>
    case 'title':
      // Half a pixel up, and it stands on the line of the smaller texts beside it.
      return <b className="-mt-px truncate font-medium">{visibleLine(task.title) || 'No title'}</b>
    case 'agent':
      return <AgentText task={task} />
    case 'effort':
      return <span className="truncate text-12 text-muted">{effortWords[task.effort]}</span>
    case 'after':
      return <Links links={task.after} tasks={tasks} />
    case 'gates':
      return <span className={classNames(mono, 'text-muted')}>{firstOf(task.gates)}</span>
    case 'paths':
      return <span className={classNames(mono, 'text-muted')}>{firstOf(task.paths)}</span>
    case 'priority':
    case 'candidates':
      return <span className="text-12 text-muted">{numberText(task, field)}</span>
    case 'state':
      return (
        <span title={look.text} className={classNames('truncate text-12', tone(look))}>
          {look.text}
        </span>
      )
  }
}

const effortWords = { quick: 'Quick', standard: 'Standard', proven: 'Proven' } as const

function tone({ glyph }: TaskLook): string {
  if (glyph === 'error') return 'text-error'
  return glyph === 'you' ? 'text-you' : 'text-muted'
}

function AgentText({ task }: { readonly task: Task }) {
  const known = useAgents()
  const [first, ...more] = task.agents.map((agent) => agentName(agent, known))
  return (
    <span className="truncate text-12 text-muted" title={[first, ...more].join(', then ')}>
      {first}
      {more.length > 0 && ` +${more.length}`}
    </span>
  )
}

/** Keys of what it comes after; a dashed one is stacked. */
function Links({ links, tasks }: { readonly links: readonly TaskLink[]; readonly tasks: readonly Task[] }) {
  return (
    <span className={mono}>
      {links.map(({ on, from }, at) => (
        <span key={on}>
          {at > 0 && <span className="text-faint">, </span>}
          <span className={from === 'stacked' ? 'underline decoration-faint decoration-dashed underline-offset-2' : ''}>
            {visibleLine(keyOf(on, tasks))}
            {from === 'stacked' && <span className="sr-only"> (stacked)</span>}
          </span>
        </span>
      ))}
    </span>
  )
}
