import { useState } from 'react'
import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { DiffView } from './diff-view.tsx'
import { PromptBox } from './prompt-box.tsx'
import { Requests } from './requests.tsx'
import { ThreadActions } from './thread-actions.tsx'
import { TranscriptView } from './transcript-view.tsx'

/** One thread: what it does, what it asks, what can be done with it. */
export function ThreadCard({ thread, model }: { readonly thread: Thread; readonly model: Model }) {
  const [open, setOpen] = useState<'nothing' | 'diff' | 'transcript'>('nothing')
  const heading = `thread-${thread.id}`
  const toggle = (what: 'diff' | 'transcript') => setOpen(open === what ? 'nothing' : what)
  return (
    <li className="thread" aria-labelledby={heading} data-thread={thread.id}>
      <div className="row">
        <h2 id={heading}>{visibleLine(thread.title)}</h2>
        <span className={waitsForPerson(thread) ? 'attention' : 'muted'} data-state={thread.state.kind}>
          {thread.state.kind}
        </span>
        <span className="muted">{thread.id}</span>
      </div>
      <p className="muted">{describe(thread, model)}</p>
      {thread.notices.map((notice) => (
        <p key={notice} className="muted">
          {visibleLine(notice)}
        </p>
      ))}
      <Requests thread={thread} />
      <ThreadActions thread={thread} model={model} />
      <div className="row">
        <button type="button" aria-expanded={open === 'diff'} onClick={() => toggle('diff')}>
          Diff
        </button>
        <button type="button" aria-expanded={open === 'transcript'} onClick={() => toggle('transcript')}>
          Transcript
        </button>
      </div>
      {open === 'diff' && <DiffView thread={thread.id} checkpoint={thread.checkpoint?.commit ?? null} />}
      {open === 'transcript' && <TranscriptView thread={thread.id} />}
      <PromptBox thread={thread} />
    </li>
  )
}

/** What a person must see to is the only loud colour. */
function waitsForPerson({ state }: Thread): boolean {
  return state.kind === 'needs-you' || state.kind === 'parked'
}

function describe(thread: Thread, model: Model): string {
  const project = model.project.get(thread.project)
  const agent = thread.agent.kind === 'catalogue' ? thread.agent.id : thread.agent.command
  const parts = [project?.name ?? 'unknown project', `by ${agent}`]
  if (thread.activity !== null) parts.push(`${thread.activity.kind} ${thread.activity.detail}`)
  if (thread.activity?.silentSince !== undefined) parts.push('nothing heard from the agent for minutes')
  if (thread.prompts.length > 0) parts.push(`${thread.prompts.length} prompts waiting`)
  if (thread.checkpoint !== null) {
    const { files, additions, deletions } = thread.checkpoint
    parts.push(`${files} ${files === 1 ? 'file' : 'files'} changed, +${additions} −${deletions}`)
  }
  if (thread.state.kind === 'parked') parts.push(`${thread.state.reason.message} ${thread.state.reason.remedy}`)
  return parts.map(visibleLine).join(' · ')
}
