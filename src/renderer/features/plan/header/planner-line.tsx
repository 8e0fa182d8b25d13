import { useState } from 'react'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useAgents } from '../../../client/agents.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useThread } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { newId } from '../../../lib/new-id.ts'
import { explain } from '../../../lib/refusal.ts'
import { agentName, nowLine } from '../../../lib/thread-words.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { useActions } from '../../../ui/actions/use-actions.ts'
import { Button } from '../../../ui/button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { TextArea } from '../../../ui/text-area.tsx'

export interface PlannerLineProps {
  readonly run: string
  readonly planner: string
  readonly planning: boolean
}

/** Who planned this, what it does now, and the way to ask it for another plan. */
export function PlannerLine({ run, planner, planning }: PlannerLineProps) {
  const thread = useThread(planner)
  const agents = useAgents()
  const [asking, setAsking] = useState(false)
  const open: Action = {
    id: 'plan.planner',
    title: 'Open its thread',
    section: 'Plan',
    keys: 'p',
    run: () => navigate({ screen: 'board', scope: { kind: 'run', run }, thread: planner, tab: 'conversation' }),
  }
  const revise: Action = {
    id: 'plan.revise',
    title: 'Ask to revise',
    section: 'Plan',
    keys: 'shift+r',
    blocked: thread === undefined ? 'Its thread is archived.' : null,
    run: () => setAsking(true),
  }
  useActions([open, revise])
  const who = thread === undefined ? 'An agent' : agentName(thread.agent, agents)
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2 border-b border-soft bg-section px-4 py-1 text-12">
      <Glyph kind={planning ? 'work' : 'ok'} name="" />
      <span className="min-w-0 truncate">
        {planning
          ? `${who} plans this: ${now(thread)}`
          : `Proposed by ${who}. Change what you like before you approve.`}
      </span>
      <span className="flex-1" />
      {asking && thread !== undefined ? (
        <ReviseField thread={thread} onDone={() => setAsking(false)} />
      ) : (
        <>
          <ActionButton action={open} kind="quiet" size="small" showKeys />
          <ActionButton action={revise} kind="quiet" size="small" />
        </>
      )}
    </div>
  )
}

function now(thread: Thread | undefined): string {
  if (thread === undefined) return 'nothing is known of its thread'
  const { text, code } = nowLine(thread)
  return code === null ? text : `${text} ${code}`
}

function ReviseField({ thread, onDone }: { readonly thread: Thread; readonly onDone: () => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (text.trim() === '') return
    const blocks = [{ kind: 'text' as const, text: text.trim(), origin: 'person' as const }]
    const payload = { thread: thread.id, prompt: newId(), blocks, attempt: newId() }
    const refused = await sendCommand({ type: 'thread.prompt', payload })
    if (refused === null) onDone()
    else setProblem(explain(refused))
  }
  return (
    <form
      className="flex min-w-80 flex-1 items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="flex-1">
        <TextArea
          label="What should change"
          bare
          autoFocus
          placeholder="What should change"
          value={text}
          problem={problem}
          onChange={setText}
          rows={1}
          className="py-[3px]"
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone()
            else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
            else return
            event.preventDefault()
          }}
        />
      </div>
      <Button submit>Send</Button>
      <Button kind="quiet" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}
