import { useState } from 'react'
import { useNow } from '../../../client/clock.ts'
import { clockTime, exactTime } from '../../../lib/format-time.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import type { Minute, TimelineItem } from './timeline-items.ts'

type Tasks = ReadonlyMap<string, { readonly key: string; readonly title: string }>

export interface MinuteGroupProps {
  readonly minute: Minute
  readonly tasks: Tasks
  readonly onTask: (task: string) => void
}

/** What happened within one minute: the time stands once. */
export function MinuteGroup({ minute, tasks, onTask }: MinuteGroupProps) {
  const now = useNow(60_000)
  return (
    <section className="flex border-b border-soft px-4 py-1">
      <h3 className="w-24 shrink-0 pt-[5px] text-12 font-normal text-faint">
        <time dateTime={new Date(minute.at).toISOString()}>{clockTime(minute.at, now)}</time>
      </h3>
      <ol className="min-w-0 flex-1">
        {minute.items.map((item) => (
          <Step key={item.sequence} item={item} tasks={tasks} onTask={onTask} />
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly item: TimelineItem
  readonly tasks: Tasks
  readonly onTask: (task: string) => void
}

function Step({ item, tasks, onTask }: StepProps) {
  const [open, setOpen] = useState(false)
  const { at, by, evidence, glyph, task, text } = item
  const named = task === null ? undefined : tasks.get(task)
  return (
    <li data-kind={item.kind} title={exactTime(at)}>
      <div className="flex min-h-6 items-baseline gap-2 py-[3px]">
        <Glyph kind={glyph} name="" className="self-start pt-0.5" />
        <span className="w-44 shrink-0 truncate @max-[760px]/run:w-28">
          {named === undefined || task === null ? (
            <span className="text-faint">The run</span>
          ) : (
            <button
              type="button"
              title={visibleLine(named.title)}
              onClick={() => onTask(task)}
              className="max-w-full truncate rounded text-left font-medium hover:underline"
            >
              {visibleLine(named.title)}
            </button>
          )}
        </span>
        <p className="min-w-0 flex-1 text-pretty wrap-anywhere">
          {visibleLine(text)}
          {by === 'person' && <span className="text-faint"> · you</span>}
        </p>
        {evidence.length > 0 && (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="shrink-0 rounded px-1 text-12 text-muted hover:text-text"
          >
            {open ? 'Hide why' : 'Why'}
          </button>
        )}
      </div>
      {open && (
        <ul className="mb-1 ml-6 border-l border-line pl-3 text-12 text-muted">
          {evidence.map((line) => (
            <li key={line} className="py-px whitespace-pre-wrap wrap-anywhere">
              {visibleText(line.slice(0, evidenceLength))}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** In characters; what a program wrote can be very long. */
const evidenceLength = 2000
