import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { leaveReading, readingPlace } from './reading-places.ts'

interface ReadingOptions {
  readonly thread: string
  readonly rows: readonly TranscriptRow[]
  readonly virtual: Virtualizer<HTMLElement, Element>
  readonly scroller: RefObject<HTMLElement | null>
  readonly setAtEnd: (atEnd: boolean) => void
}

export interface Reading {
  /** Position of the newest entry when the reader left the end; null while there. */
  readonly away: number | null
  readonly onScroll: () => void
  readonly jump: () => void
}

/** Where the reader is: starts at the end, or where this conversation was left, and stays there. */
export function useReading({ thread, rows, virtual, scroller, setAtEnd }: ReadingOptions): Reading {
  const [away, setAway] = useState<number | null>(null)
  const end = useRef(true)
  const newest = rows.at(-1)?.position ?? 0
  const look = () => {
    const atEnd = virtual.isAtEnd(24)
    if (atEnd === end.current) return
    end.current = atEnd
    setAtEnd(atEnd)
    setAway(atEnd ? null : newest)
  }
  const latest = useRef({ look, virtual, rows })
  useLayoutEffect(() => {
    latest.current = { look, virtual, rows }
  })

  useLayoutEffect(() => {
    const { virtual: list, rows: present } = latest.current
    const place = readingPlace(thread)
    const index = place === null ? -1 : present.findIndex((row) => row.entry === place.entry)
    const start = list.getOffsetForIndex(index, 'start')?.[0]
    if (place === null || index === -1 || start === undefined) list.scrollToEnd()
    else list.scrollToOffset(start + place.past)
    return () => leaveReading(thread, end.current ? null : placeOf(latest.current.virtual, latest.current.rows))
  }, [thread])

  // A card or a longer draft below takes height away: who reads the newest goes on seeing it.
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      if (end.current) latest.current.virtual.scrollToEnd()
      else latest.current.look()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  return { away, onScroll: look, jump: () => virtual.scrollToEnd() }
}

function placeOf(virtual: Virtualizer<HTMLElement, Element>, rows: readonly TranscriptRow[]) {
  const offset = virtual.scrollOffset ?? 0
  const top = virtual.getVirtualItemForOffset(offset)
  const entry = top === undefined ? undefined : rows[top.index]?.entry
  return top === undefined || entry === undefined ? null : { entry, past: offset - top.start }
}
