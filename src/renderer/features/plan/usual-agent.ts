import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { AgentChoice } from '../../../shared/domain/thread/state.ts'

/** Who gets a new task: whoever has the one written last, else the agent of the settings, else one that is there. */
export function usualAgent(
  tasks: readonly Pick<Task, 'agents'>[],
  agents: readonly Pick<HostAgent, 'id' | 'state'>[],
  usual: string | null,
): AgentChoice {
  const last = tasks.at(-1)?.agents[0]
  if (last !== undefined) return last
  const ready = agents.find(({ state }) => state.kind === 'ready') ?? agents[0]
  return { kind: 'catalogue', id: usual ?? ready?.id ?? 'scripted' }
}
