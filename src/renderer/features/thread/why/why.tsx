import { useMemo, useRef } from 'react'
import { useAgents } from '../../../client/agents.ts'
import { useNow } from '../../../client/clock.ts'
import { plural } from '../../../lib/format-number.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { useEvents } from './use-events.ts'
import { type WhyItem, whyItems } from './why-items.ts'

export interface WhyProps {
  readonly thread: string
  /** Changes with the thread; null while it isn't shown. */
  readonly version: object | null
}

/** How the thread came to be as it is: every event, who caused it, and which event led to it. */
export function Why({ thread, version }: WhyProps) {
  const { known, failure, earlier } = useEvents(thread, version)
  const agents = useAgents()
  const items = useMemo(() => whyItems(known?.events ?? [], (agent) => agentName(agent, agents)), [known, agents])
  const now = useNow(10_000)
  const list = useRef<HTMLOListElement>(null)
  const goTo = (sequence: number) => {
    const target = list.current?.querySelector<HTMLElement>(`[data-sequence="${sequence}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  }
  return (
    <Scroller label="Why" className="h-full">
      {failure !== null && <FailureNote failure={failure} className="m-3" />}
      {known === null && failure === null && <QuietLoading text="Reading what happened" className="px-4 py-3" />}
      <ol ref={list}>
        {items.map((item) => (
          <li
            key={item.sequence}
            data-sequence={item.sequence}
            tabIndex={-1}
            className="flex gap-2.5 border-b border-soft px-4 py-1.5 focus:bg-selected"
          >
            <RelativeTime at={item.at} now={now} className="w-19 shrink-0 text-12 text-faint" />
            <div className="min-w-0 flex-1">
              <WhyText item={item} onCause={goTo} />
            </div>
          </li>
        ))}
      </ol>
      {known?.next != null && (
        <div className="px-4 py-2">
          <Button size="small" onClick={() => void earlier()}>
            Show earlier
          </Button>
        </div>
      )}
    </Scroller>
  )
}

/** In characters; a prompt can be very long. */
const detailLength = 600

function WhyText({ item, onCause }: { readonly item: WhyItem; readonly onCause: (sequence: number) => void }) {
  const { text, detail } = item.words
  if (item.kind === 'progress') {
    const more = item.count === 1 ? '' : `, and ${plural(item.count - 1, 'report')} before`
    return (
      <p className="truncate text-faint">
        {text}
        {detail !== null && (
          <code className="font-mono text-12">{` ${visibleText(detail.slice(0, detailLength))}`}</code>
        )}
        {more}
      </p>
    )
  }
  return (
    <>
      <p>
        {text}
        <span className="text-faint">{item.by === 'person' ? ' · you' : ' · Switchyard'}</span>
      </p>
      {detail !== null && (
        <p className="line-clamp-3 whitespace-pre-wrap text-muted wrap-anywhere">
          {visibleText(detail.slice(0, detailLength))}
        </p>
      )}
      {item.cause !== null && <CauseLink cause={item.cause} onCause={onCause} />}
    </>
  )
}

interface CauseLinkProps {
  readonly cause: { readonly sequence: number; readonly text: string }
  readonly onCause: (sequence: number) => void
}

function CauseLink({ cause: { sequence, text }, onCause }: CauseLinkProps) {
  return (
    <p className="truncate text-12 text-muted">
      {'because: '}
      <button type="button" onClick={() => onCause(sequence)} className="rounded text-focus underline">
        {visibleText(text)}
      </button>
    </p>
  )
}
