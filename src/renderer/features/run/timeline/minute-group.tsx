import { useState } from 'react'
import { useNow } from '../../../client/clock.ts'
import { classNames } from '../../../lib/class-names.ts'
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
      <h3 className="w-20 shrink-0 text-12 font-normal text-faint">
        <time className="sticky top-1 block py-[5px]" dateTime={new Date(minute.at).toISOString()}>
          {clockTime(minute.at, now)}
        </time>
      </h3>
      <ol className="min-w-0 flex-1">
        {minute.items.map((item, at) => (
          <Step
            key={item.sequence}
            item={item}
            again={minute.items[at - 1]?.task === item.task}
            tasks={tasks}
            onTask={onTask}
          />
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly item: TimelineItem
  /** The line above is about the same: its name is not said as loud. */
  readonly again: boolean
  readonly tasks: Tasks
  readonly onTask: (task: string) => void
}

function Step({ item, again, tasks, onTask }: StepProps) {
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
              className={classNames(
                'max-w-full truncate rounded text-left hover:underline',
                again ? 'text-faint' : 'font-medium',
              )}
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
