import type { Model } from '../../../shared/domain/model.ts'
import { waitsForOf } from '../../../shared/domain/run/waits-for.ts'
import { useAgents } from '../../client/agents.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { spendCell, trackCell } from './columns.ts'
import { cellRole, rowHeaderRole } from './grid-roles.ts'

/** The cells of a task that no thread has begun yet: what it waits for, and the way to its plan. */
export function TaskCells({ id }: { readonly id: string }) {
  const agents = useAgents()
  const task = useModel((model) => model.task.get(id))
  const waits = useModel((model) => waitsOf(model, id))
  if (task === undefined) return null
  const title = visibleLine(task.title)
  const [first] = task.agents
  const agent = first === undefined ? '' : agentName(first, agents)
  return (
    <>
      <span {...cellRole} className="flex">
        <Glyph kind="wait" />
      </span>
      <span
        {...rowHeaderRole}
        className="flex h-[1.4em] flex-wrap items-baseline gap-x-1.5 overflow-hidden"
        title={`${title} · ${agent}`}
      >
        <b className="max-w-full truncate font-medium">{title}</b>
        <span className="text-12 text-faint group-aria-selected/row:text-muted">{agent}</span>
      </span>
      <span {...cellRole} className="truncate text-muted" title={waits}>
        {waits}
      </span>
      <span {...cellRole} className={trackCell} />
      <span {...cellRole} />
      <span {...cellRole} className={spendCell} />
      <span {...cellRole} />
      <span {...cellRole} className="flex justify-end">
        <Button size="small" kind="quiet" tabIndex={-1} onClick={() => navigate({ screen: 'plan', run: task.run })}>
          Plan
        </Button>
      </span>
    </>
  )
}

function waitsOf(model: Model, id: string): string {
  const task = model.task.get(id)
  return task === undefined ? '' : visibleLine(waitsForOf(model, task).join('; '))
}
