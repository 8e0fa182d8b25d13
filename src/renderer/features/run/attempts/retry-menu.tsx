import type { Task } from '../../../../shared/domain/task/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, type MenuAction } from '../../../ui/menu.tsx'
import type { Sender } from '../use-sender.ts'

export interface RetryMenuProps {
  readonly task: Task
  readonly sender: Sender
}

/** One more attempt: by whoever is next in the plan, or by an agent that is named here. */
export function RetryMenu({ task, sender }: RetryMenuProps) {
  const agents = useAgents()
  const plain = { type: 'task.retry', payload: { task: task.id } } as const
  const blocked = useWhyNot(plain)
  const usual = task.agents[0]
  const again: MenuAction = {
    id: 'run.retry',
    title: usual === undefined ? 'As planned' : `As planned: ${agentName(usual, agents)}`,
    blocked,
    run: () => void sender.send(plain),
  }
  const others = agents
    .filter(({ id, state }) => state.kind === 'ready' && (usual?.kind !== 'catalogue' || usual.id !== id))
    .map(
      ({ id, name }): MenuAction => ({
        id: `run.retry.${id}`,
        title: `By ${name}`,
        blocked,
        run: () =>
          void sender.send({ type: 'task.retry', payload: { task: task.id, agent: { kind: 'catalogue', id } } }),
      }),
    )
  if (blocked !== null) return <Button why={blocked}>Retry</Button>
  return <Menu align="end" trigger={<Button>Retry ▾</Button>} groups={[[again], others]} />
}
