import type { Task } from '../../../../shared/domain/task/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import type { Sender } from '../use-sender.ts'
import type { AttemptFacts } from './attempt-facts.ts'

export interface AttemptHeadProps {
  readonly of: AttemptFacts
  readonly task: Task
  readonly sender: Sender
}

/** Whose attempt it is, why it began, and where to look at it. */
export function AttemptHead({ of, task, sender }: AttemptHeadProps) {
  const agents = useAgents()
  const { attempt, chosen } = of
  const { agent, because, number, thread } = attempt
  const choose = { type: 'task.choose', payload: { task: task.id, thread } } as const
  const blocked = useWhyNot(task.candidates > 1 && !chosen ? choose : null)
  const who = agentName(agent, agents)
  const name = task.candidates > 1 ? `Candidate ${number}` : `Attempt ${number}`
  // Those that began together need no reason each.
  const why = task.candidates > 1 && number <= task.candidates ? `One of ${task.candidates} side by side` : because
  const open = () => navigate({ screen: 'board', scope: { kind: 'run', run: task.run }, thread, tab: 'conversation' })
  return (
    <div className="flex flex-col gap-1">
      <p className="truncate">
        <span className="font-medium">{name}</span>
        <span className="text-muted">{` · ${who}`}</span>
        {chosen && <span className="text-ok"> · chosen</span>}
      </p>
      <p className="line-clamp-3 min-h-[1.4em] text-12 text-pretty text-muted" title={why ?? undefined}>
        {why === null ? 'The first one' : visibleLine(why)}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {task.candidates > 1 && !chosen && (
          <Button size="small" why={blocked} onClick={() => void sender.send(choose)}>
            Choose
            <span className="sr-only">{`: ${name}`}</span>
          </Button>
        )}
        <Button size="small" onClick={open}>
          Open thread
          <span className="sr-only">{`: ${name}`}</span>
        </Button>
        <Button size="small" why={noReview(of)} onClick={() => navigate({ screen: 'review', thread })}>
          Open review
          <span className="sr-only">{`: ${name}`}</span>
        </Button>
      </div>
    </div>
  )
}

function noReview({ thread }: AttemptFacts): string | null {
  if (thread === undefined) return null
  return thread.checkpoint === null || thread.checkpoint.files === 0 ? 'It has changed nothing yet.' : null
}
