import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { classNames } from '../../../lib/class-names.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { useTaskLook } from '../use-task-look.ts'

export type GraphTask = Node<{ readonly task: Task; readonly started: boolean; readonly wrong: string | null }, 'task'>

/** A task as a node. Pulling from its right edge to another one lets that one come after it. */
export function GraphNode({ data: { task, started, wrong }, selected }: NodeProps<GraphTask>) {
  const agents = useAgents()
  const look = useTaskLook(task, started)
  const [agent] = task.agents
  const who = agent === undefined ? '' : agentName(agent, agents)
  const said = [visibleLine(task.key), visibleLine(task.title), who, look.text]
  return (
    <div
      title={wrong ?? said.join(' · ')}
      className={classNames(
        'flex size-full items-center gap-1.5 rounded border bg-panel px-1.5 text-left',
        wrong !== null && 'border-error',
        wrong === null && (selected ? 'border-focus' : 'border-line'),
        selected && 'bg-selected',
        look.glyph === 'done' && 'bg-bg',
      )}
    >
      <Handle type="target" position={Position.Left} aria-hidden />
      <Glyph kind={wrong === null ? look.glyph : 'error'} name="" />
      <span
        className={classNames(
          'min-w-0 flex-1 truncate text-12 font-medium',
          look.glyph === 'done' ? 'text-muted' : 'text-text',
        )}
      >
        {visibleLine(task.title)}
      </span>
      <Handle type="source" position={Position.Right} aria-hidden />
    </div>
  )
}
