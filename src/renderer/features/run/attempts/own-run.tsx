import { type ReactNode, useState } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import type { AgentChoice } from '../../../../shared/domain/thread/state.ts'
import type { RunId } from '../../../../shared/kernel/ids.ts'
import { useAgents } from '../../../client/agents.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { newId } from '../../../lib/new-id.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { Button } from '../../../ui/button.tsx'
import type { Sender } from '../use-sender.ts'

export interface OwnRunProps {
  readonly task: Task
  readonly sender: Sender
}

/** In place of attempts: the task is a run of its own, or can become one before it begins. */
export function OwnRun({ task, sender }: OwnRunProps) {
  const { agents: choices, child, expand } = task
  const agents = useAgents()
  const planner = choices[0]
  if (child !== undefined) {
    return (
      <Line text="It is a run of its own: its plan does the task.">
        <Button size="small" onClick={() => navigate({ screen: 'plan', run: child })}>
          Open its plan
        </Button>
      </Line>
    )
  }
  if (expand !== undefined) {
    return (
      <Line
        text={`It becomes a run of its own when its turn comes: ${agentName(expand.planner, agents)} plans it then.`}
      />
    )
  }
  return (
    <Line text="No thread has begun this task yet. Where it is too large for one, an agent can make a plan of it first.">
      {planner !== undefined && <Expand task={task} planner={planner} sender={sender} />}
    </Line>
  )
}

function Expand({ task, planner, sender }: OwnRunProps & { readonly planner: AgentChoice }) {
  // One id for as long as it is offered: pressed twice, it is asked for once.
  const [run] = useState(() => newId() as RunId)
  const command = { type: 'task.expand', payload: { task: task.id, run, planner } } as const
  const blocked = useWhyNot(command)
  return (
    <Button size="small" why={blocked} onClick={() => void sender.send(command)}>
      Make it a run of its own
    </Button>
  )
}

function Line({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
      <p className="min-w-0 text-pretty text-muted">{text}</p>
      {children}
    </div>
  )
}
