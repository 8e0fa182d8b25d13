import { useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { restore, undoMerge } from '../../client/thread-verbs.ts'
import { begunWords, firingAddress, ownTitle } from '../../lib/begun-by.ts'
import { explain } from '../../lib/refusal.ts'
import { nowLine } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { announce } from '../../ui/announce.tsx'
import { BegunMark } from '../../ui/begun-mark.tsx'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { LineCount } from '../../ui/line-count.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { EndedThread } from './ended-thread.ts'

export interface EndedRowProps {
  readonly ended: EndedThread
  readonly project: string
  readonly agent: string
  readonly now: number
}

/** One thread that ended: what became of it, and what takes that back. */
export function EndedRow({ ended, project, agent, now }: EndedRowProps) {
  const { thread, landing, by } = ended
  const { text, code } = nowLine(thread, landing)
  const landed = thread.state.kind === 'landed'
  const open = () => navigate({ screen: 'board', scope: { kind: 'all' }, thread: thread.id, tab: 'conversation' })
  return (
    <div className="grid h-row grid-cols-[18px_minmax(160px,1.2fr)_minmax(90px,0.5fr)_minmax(120px,1fr)_84px_92px_104px] items-center gap-2 border-b border-soft px-4 hover:bg-raised">
      <Glyph kind={landed ? 'done' : 'stopped'} name={landed ? 'Landed' : 'Discarded'} />
      <span className="flex min-w-0 items-baseline gap-1.5">
        <button type="button" className="min-w-0 truncate rounded text-left font-medium hover:underline" onClick={open}>
          {visibleLine(ownTitle(thread.title, by))}
        </button>
        <span className="shrink-0 truncate text-12 text-faint">{agent}</span>
        {by !== undefined && (
          <BegunMark
            words={begunWords(by)}
            address={firingAddress(by, thread.project)}
            className="min-w-0 truncate text-12"
          />
        )}
      </span>
      <span className="truncate text-muted">{visibleLine(project)}</span>
      <span className="truncate text-muted">
        {text} {code !== null && <CodeText text={code} />}
      </span>
      <span className="text-right text-12">
        <LineCount added={thread.checkpoint?.additions ?? 0} removed={thread.checkpoint?.deletions ?? 0} />
      </span>
      <RelativeTime at={thread.since} now={now} className="truncate text-right text-12 text-muted" />
      <span className="flex justify-end">
        <TakeBack ended={ended} />
      </span>
    </div>
  )
}

function TakeBack({ ended: { thread, landing, archived } }: { readonly ended: EndedThread }) {
  const [refused, setRefused] = useState<Failure | null>(null)
  const undone = thread.state.kind === 'landed' && landing !== undefined ? undoMerge(landing) : null
  const verb = thread.state.kind === 'landed' ? undone : restore(thread)
  // Of one that has left the live model only the host knows; it is loaded when it is named.
  const why = useWhyNot(archived || verb === null ? null : verb.command())
  if (verb === null) return null
  const press = async () => {
    const failure = await sendCommand(verb.command())
    setRefused(failure)
    announce(failure === null ? visibleLine(verb.done) : explain(failure), failure === null ? 'polite' : 'assertive')
  }
  return (
    <Button
      size="small"
      kind={refused === null ? 'quiet' : 'danger'}
      why={why}
      tip={tipOf(refused)}
      onClick={() => void press()}
    >
      <span>
        {refused === null ? verb.title : 'Refused, try again'}
        <span className="sr-only">{`: ${visibleLine(thread.title)}`}</span>
      </span>
    </Button>
  )
}

function tipOf(refused: Failure | null): string | undefined {
  return refused === null ? undefined : explain(refused)
}
