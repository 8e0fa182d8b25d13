import { memo, useCallback, useState } from 'react'
import type { Finding, Severity } from '../../../shared/domain/peers/state.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'
import { useName } from './names.ts'
import { type ReadRows, useFirstPage } from './use-first-page.ts'

export interface FindingsProps {
  readonly thread: string
  readonly project: ProjectId
}

/** The newest, until somebody wants all: there may be hundreds, and new ones come all the time. */
const first = 20

/** What a thread found out about files that others touch, and what others found that concerns it. */
export function Findings({ thread, project }: FindingsProps) {
  const live = useModel((model) => [...model.finding.within(project)])
  const read: ReadRows<Finding> = useCallback((api, limit) => api.peers.findings({ project, limit }), [project])
  const all = useFirstPage(read, live)
  const [whole, setWhole] = useState(false)
  const own = all
    .filter(({ by, reached }) => by === thread || reached.some((one) => one === thread))
    .toSorted((one, other) => other.at - one.at)
  if (own.length === 0) return null
  return (
    <section aria-label="Findings">
      <SectionHeader level={3} title="Findings" detail={plural(own.length, 'finding')} />
      <ul>
        {(whole ? own : own.slice(0, first)).map((finding) => (
          <li key={finding.id} className="border-b border-soft px-4 py-1.5">
            <FindingItem finding={finding} thread={thread} />
          </li>
        ))}
      </ul>
      {!whole && own.length > first && (
        <Button size="small" className="mx-4 my-2" onClick={() => setWhole(true)}>
          {`Show ${plural(own.length - first, 'earlier finding')}`}
        </Button>
      )}
    </section>
  )
}

const severities: Readonly<Record<Severity, { readonly title: string; readonly look: string }>> = {
  note: { title: 'Note', look: 'text-muted' },
  warning: { title: 'Warning', look: 'text-run' },
  blocker: { title: 'Blocker', look: 'text-error' },
}

interface FindingItemProps {
  readonly finding: Finding
  readonly thread: string
}

const FindingItem = memo(function FindingItem({ finding, thread }: FindingItemProps) {
  const { by, severity, text, paths, reached, at, closed } = finding
  const now = useNow(60_000)
  const name = useName(by)
  const { title, look } = severities[severity]
  const told = reached.length === 0 ? 'nobody touches these files yet' : `reached ${plural(reached.length, 'thread')}`
  return (
    <article>
      <p className="flex items-baseline gap-2 text-12 text-muted">
        <span className={look}>{title}</span>
        <span className="min-w-0 truncate">{by === thread ? `of this thread, ${told}` : `from ${name}`}</span>
        {closed && <span>closed</span>}
        <RelativeTime at={at} now={now} className="ml-auto shrink-0 text-faint" />
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">{visibleText(text)}</p>
      <CodeText text={paths.join('  ')} className="text-muted wrap-anywhere" />
    </article>
  )
})
