import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { useTranscript } from '../../../client/use-transcript.ts'
import { plural } from '../../../lib/format-number.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { EntryRow } from './entry-row.tsx'
import { newerThan, turnTimes } from './entry-view.ts'
import { estimateHeight } from './estimate-height.ts'
import { OpenedEntries } from './opened-entries.ts'
import { readingPlace } from './reading-places.ts'
import { useAnswers } from './use-answers.ts'
import { endThreshold, useReading } from './use-reading.ts'

export interface ConversationProps {
  readonly thread: string
  /** Whether its agent is at work. */
  readonly live: boolean
  readonly root: string | null
  /** What stands here before the first entry came. */
  readonly empty: string
}

/** What was said and done, oldest first. Follows the newest only while the reader is there. */
export function Conversation({ thread, live, root, empty }: ConversationProps) {
  const { rows, loading, failure, hasEarlier, loadEarlier, setAtEnd } = useTranscript(thread)
  const scroller = useRef<HTMLElement>(null)
  const [opened] = useState(() => new Map<string, boolean>())
  const took = useMemo(() => turnTimes(rows), [rows])
  const answers = useAnswers(thread, rows)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index]
      return row === undefined ? 28 : estimateHeight(row)
    },
    getItemKey: (index) => rows[index]?.entry ?? index,
    overscan: 4,
    // Begins at its end with the first rows, so that none are drawn that nobody is about to see.
    enabled: rows.length > 0,
    initialOffset: () => (readingPlace(thread) === null ? heightOf(rows) : 0),
    initialRect: usualView,
    paddingStart: 8,
    paddingEnd: 8,
    initialMeasurementsCache: [...(readingPlace(thread)?.sizes ?? [])],
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endThreshold,
  })
  const { away, onScroll, jump } = useReading({ thread, rows, virtual, scroller, setAtEnd })
  const shown = virtual.getVirtualItems()
  const first = shown[0]?.index
  useEffect(() => {
    if (first !== undefined && first < 4 && hasEarlier && !loading) loadEarlier()
  }, [first, hasEarlier, loading, loadEarlier])
  const last = rows.length - 1
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <OpenedEntries.Provider value={opened}>
        <Scroller
          ref={scroller}
          label="Conversation"
          data-at-end={away === null}
          onScroll={onScroll}
          className="min-h-0 flex-1 overflow-x-hidden [overflow-anchor:none]"
        >
          {rows.length === 0 && !loading && failure === null && <p className="px-4 py-3 text-muted">{empty}</p>}
          {rows.length === 0 && loading && <QuietLoading text="Reading the conversation" className="px-4 py-3" />}
          <ul className="relative w-full" style={{ height: rows.length === 0 ? 0 : virtual.getTotalSize() }}>
            {shown.map(({ key, index, start }) => {
              const row = rows[index]
              if (row === undefined) return null
              const request = row.kind === 'permission' ? row.head.request : undefined
              return (
                <li
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  data-kind={row.kind}
                  aria-setsize={hasEarlier ? -1 : rows.length}
                  aria-posinset={row.position}
                  className="absolute top-0 left-0 w-full px-4 py-[4.5px]"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EntryRow
                    row={row}
                    live={live}
                    growing={live && index === last}
                    root={root}
                    took={row.kind === 'turn-end' ? (took.get(row.entry) ?? null) : null}
                    answer={typeof request === 'string' ? answers.get(request) : undefined}
                  />
                </li>
              )
            })}
          </ul>
        </Scroller>
      </OpenedEntries.Provider>
      {failure !== null && <FailureNote failure={failure} className="m-3" />}
      {away !== null && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <Button size="small" className="pointer-events-auto shadow-float" onClick={jump}>
            {jumpWords(newerThan(rows, away))}
          </Button>
        </div>
      )}
    </div>
  )
}

/** In px: what is drawn at first, before the view was measured. */
const usualView = { width: 404, height: 640 }

function heightOf(rows: readonly TranscriptRow[]): number {
  return rows.reduce((height, row) => height + estimateHeight(row), 0)
}

function jumpWords(count: number): string {
  return count === 0 ? 'Jump to the newest' : `Jump to the newest, ${plural(count, 'new entry', 'new entries')}`
}
