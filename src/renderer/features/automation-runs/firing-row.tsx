import { useEffect, useRef } from 'react'
import type { Automation, Firing } from '../../../shared/domain/automation/state.ts'
import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { classNames } from '../../lib/class-names.ts'
import { firingLine, kindOf, waitsForPerson } from '../../lib/firing-words.ts'
import { formatCost } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { FiringDetail } from './firing-detail.tsx'
import { subjectOf } from './known-firings.ts'

export interface FiringRowProps {
  readonly firing: Firing
  readonly automation: Automation
  readonly open: boolean
  /** The address names it. */
  readonly named: boolean
  readonly onToggle: () => void
}

/** One event that the automation was told of: when, what about, what was decided and why, and what it cost. */
export function FiringRow({ firing, automation, open, named, onToggle }: FiringRowProps) {
  const now = useNow(10_000)
  const row = useRef<HTMLButtonElement>(null)
  const facts = useFacts(firing)
  const { text, code } = firingLine({ ...firing, ...facts }, now)
  const subject = visibleLine(subjectOf(firing))
  const hot = waitsForPerson({ ...firing, ...facts })
  useEffect(() => {
    if (!named) return
    row.current?.scrollIntoView({ block: 'center' })
    row.current?.focus({ preventScroll: true })
  }, [named])
  return (
    <li data-firing={firing.id} className="border-b border-soft">
      <button
        ref={row}
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className={classNames(
          'grid h-row w-full grid-cols-[90px_minmax(0,1fr)_minmax(190px,1fr)_64px] items-center gap-3 rounded text-left text-muted hover:bg-section',
          '@max-[560px]:h-auto @max-[560px]:gap-y-0.5 @max-[560px]:grid-cols-[90px_minmax(0,1fr)_64px] @max-[560px]:py-1',
          open && 'bg-section',
        )}
      >
        <RelativeTime at={firing.firedAt} now={now} className="truncate" />
        <span className={classNames('truncate', kindOf(firing.state) !== 'skipped' && 'text-text')} title={subject}>
          {subject}
        </span>
        <span
          className={classNames(
            'truncate @max-[560px]:col-span-2 @max-[560px]:col-start-2 @max-[560px]:row-start-2',
            hot && 'text-you',
          )}
          title={code === null ? text : `${text} ${code}`}
        >
          {text}
          {code !== null && <CodeText text={code} className="ml-1 text-text" />}
        </span>
        <span className="text-right @max-[560px]:col-start-3 @max-[560px]:row-start-1">
          {firing.cost !== null && formatCost(firing.cost)}
        </span>
      </button>
      {open && <FiringDetail firing={firing} automation={automation} />}
    </li>
  )
}

/** What works on it, where that is live. */
function useFacts({ state }: Firing) {
  const id = 'thread' in state ? state.thread : null
  const thread = useModel((model) => (id === null ? undefined : model.thread.get(id)))
  const landing = useModel((model) => (thread?.state.kind === 'landed' ? newestLanding(model, thread.id) : undefined))
  return { thread, landing }
}
