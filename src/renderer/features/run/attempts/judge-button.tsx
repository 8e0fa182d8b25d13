import { useState } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import type { AgentChoice } from '../../../../shared/domain/thread/state.ts'
import type { PromptId, TaskId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { newId } from '../../../lib/new-id.ts'
import { Button } from '../../../ui/button.tsx'
import type { Sender } from '../use-sender.ts'

export interface JudgeButtonProps {
  readonly task: Task
  readonly agent: AgentChoice
  readonly sender: Sender
}

/** Has an agent that only reads say which candidate is the best; what it says is never a proof. */
export function JudgeButton({ task, agent, sender }: JudgeButtonProps) {
  const [command, setCommand] = useState(() => judgeOf(task.id, agent))
  const blocked = useWhyNot(command)
  const ask = () => {
    void sender.send(command)
    setCommand(judgeOf(task.id, agent))
  }
  return (
    <Button why={blocked} onClick={ask}>
      Ask a judge
    </Button>
  )
}

/** Under ids of its own: what was sent once is not sent again. */
function judgeOf(task: TaskId, agent: AgentChoice) {
  const ids = { thread: newId() as ThreadId, prompt: newId() as PromptId }
  return { type: 'task.judge', payload: { task, ...ids, agent } } as const
}
