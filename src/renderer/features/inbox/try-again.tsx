import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { AgentChoice } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import type { ThreadItem } from './items.ts'
import type { Decide } from './use-decide.ts'

export interface TryAgainProps {
  readonly item: ThreadItem
  readonly decide: Decide
}

const offered = 3

/** A fresh attempt at the task, by the same agent or another; nothing where no task is kept of it. */
export function TryAgain({ item, decide }: TryAgainProps) {
  const { thread } = item
  const known = useModel((model) => model.task.get(thread.task) !== undefined)
  const agents = useAgents()
  if (!known || thread.role !== undefined) return null
  const id = thread.agent.kind === 'catalogue' ? thread.agent.id : null
  const others = agents.filter((agent) => agent.state.kind === 'ready' && agent.id !== id).slice(0, offered)
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="pb-1 text-12 text-muted">A new attempt, from the start and with what is known</legend>
      <Attempt item={item} decide={decide} agent={null} title={`Try again with ${agentName(thread.agent, agents)}`} />
      {others.map(({ id: other, name }) => (
        <Attempt
          key={other}
          item={item}
          decide={decide}
          agent={{ kind: 'catalogue', id: other }}
          title={`Try with ${visibleLine(name)}`}
        />
      ))}
    </fieldset>
  )
}

interface AttemptProps extends TryAgainProps {
  readonly agent: AgentChoice | null
  readonly title: string
}

function Attempt({ item, decide, agent, title }: AttemptProps) {
  const { task } = item.thread
  const command: PublicCommand = { type: 'task.retry', payload: agent === null ? { task } : { task, agent } }
  const why = useWhyNot(command)
  return (
    <Button why={why} onClick={() => void decide.send(item, command, 'Tried again')}>
      {title}
    </Button>
  )
}
