import { provenWords } from '../../../../shared/domain/verification/queries.ts'
import { useAgents } from '../../../client/agents.ts'
import { useNow } from '../../../client/clock.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { behindWords } from '../../../lib/behind-words.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { formatCost, formatTokens } from '../../../lib/format-number.ts'
import { exactTime } from '../../../lib/format-time.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { CodeText } from '../../../ui/code-text.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import type { Subject } from '../use-subject.ts'
import { PartOf } from './part-of.tsx'
import { stateLine, stateLook } from './state-look.ts'

export interface HeaderProps {
  readonly subject: Subject
  readonly verbs: readonly Action[]
  /** Of the panel itself: wide, close. */
  readonly panel: readonly Action[]
}

export function Header({ subject, verbs, panel }: HeaderProps) {
  const { thread, landing } = subject
  const look = stateLook(thread)
  const proof = useModel((model) => provenWords(model, thread))
  const behind = useModel((model) => (thread.state.kind === 'queued' ? behindWords(model, thread) : null))
  const line = behind === null ? stateLine(thread, landing, proof) : { text: behind, code: null }
  return (
    <header className="flex shrink-0 flex-col gap-1.5 px-4 pt-[11px] pb-[9px]">
      <div className="flex items-start gap-1">
        <h2 className="line-clamp-2 min-w-0 flex-1 text-14 font-bold wrap-anywhere">{visibleLine(thread.title)}</h2>
        {panel.map((action) => (
          <ActionButton key={action.id} action={action} kind="quiet" size="small" />
        ))}
      </div>
      <Facts subject={subject} />
      <PartOf thread={thread} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <p className="flex min-w-0 flex-1 basis-40 items-center gap-1.5" data-state={thread.state.kind}>
          <Glyph kind={look.glyph} name="" />
          <span className="shrink-0 font-medium">{look.name}</span>
          <span className="min-w-0 truncate text-muted" title={`${line.text} ${line.code ?? ''}`.trim()}>
            {line.text}
            {line.code !== null && <code className="font-mono text-12 text-text">{` ${line.code}`}</code>}
          </span>
        </p>
        <div className="flex flex-wrap gap-1.5">
          {verbs.map((action) => (
            <ActionButton
              key={action.id}
              action={action}
              size="small"
              kind={action.id === 'thread.review' ? 'plain' : 'quiet'}
              className={action.id === 'thread.review' ? undefined : 'border-line'}
            />
          ))}
        </div>
      </div>
    </header>
  )
}

/** Branch, age, use and agent: on one line, as much as there is room for. */
function Facts({ subject: { thread, place } }: { readonly subject: Subject }) {
  const agents = useAgents()
  const now = useNow(30_000)
  const { agent, usage, createdAt } = thread
  const how = [agent.model, agent.mode].filter((one) => one !== undefined).map((one) => visibleLine(one))
  const facts = [
    formatDuration(Math.max(0, now - createdAt)),
    ...(usage === null ? [] : [formatTokens(usage.used)]),
    ...(usage?.cost == null ? [] : [formatCost(usage.cost)]),
    [agentName(agent, agents), ...how].join(', '),
  ]
  const words = facts.join(' · ')
  return (
    <p className="flex min-w-0 text-11 text-muted" title={`Dispatched ${exactTime(createdAt)}`}>
      {place !== null && (
        <span className="min-w-16 shrink truncate" title={visibleLine(place.branch)}>
          <CodeText text={place.branch} className="text-11" />
        </span>
      )}
      <span className="max-w-[80%] shrink-0 truncate whitespace-pre" title={words}>
        {place === null ? words : ` · ${words}`}
      </span>
    </p>
  )
}
