import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { leaveReading, readingPlace } from './reading-places.ts'

/** In px: who is this near to the end reads the newest. */
export const endThreshold = 24

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
  const person = usePersonsMoves(scroller)
  const look = () => {
    const element = scroller.current
    if (element === null) return
    const byPerson = person.moved()
    // Asked of the page itself: the list hears of a scroll only after this.
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= endThreshold
    if (atEnd || byPerson || !end.current)
      leaveReading(thread, atEnd ? null : placeOf(virtual, rows, element.scrollTop))
    if (atEnd === end.current) return
    // What grows faster than it is followed moves the end away from the reader, who has not left it.
    if (!atEnd && !byPerson) {
      virtual.scrollToEnd()
      return
    }
    turn(atEnd)
  }
  const turn = (atEnd: boolean) => {
    end.current = atEnd
    setAtEnd(atEnd)
    setAway(atEnd ? null : newest)
  }
  const latest = useRef({ look, turn, virtual, rows, person })
  useLayoutEffect(() => {
    latest.current = { look, turn, virtual, rows, person }
  })

  // After a reload the rows come later than the place among them.
  const there = rows.length > 0
  useLayoutEffect(() => {
    const { virtual: list, rows: present, person: reader, turn: settle } = latest.current
    if (!there) return
    const place = readingPlace(thread)
    const index = place === null ? -1 : present.findIndex((row) => row.entry === place.entry)
    const start = list.getOffsetForIndex(index, 'start')?.[0]
    if (place === null || index === -1 || start === undefined) list.scrollToEnd()
    else {
      reader.note()
      settle(false)
      list.scrollToOffset(start + place.past)
    }
    return () => {
      const left = readingPlace(thread)
      if (left !== null) leaveReading(thread, { ...left, sizes: latest.current.virtual.takeSnapshot() })
    }
  }, [thread, there])

  // An entry that grew by several lines at once leaves the end farther away than the list itself follows.
  const size = virtual.getTotalSize()
  useLayoutEffect(() => {
    const { virtual: list } = latest.current
    if (size > 0 && end.current && !list.isAtEnd(24)) list.scrollToEnd()
  }, [size])

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

const gestures = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'focusin'] as const
/** A movement that a gesture began, as by a wheel that runs on, belongs to it for so long. */
const gestureMs = 1000

interface PersonsMoves {
  /** Whether a person caused the present scroll event: by a gesture, or by a leap up, as finding text makes one. */
  readonly moved: () => boolean
  /** The next movement is a person's wish. */
  readonly note: () => void
}

function usePersonsMoves(scroller: RefObject<HTMLElement | null>): PersonsMoves {
  const [moves] = useState(() => {
    let gestureAt = Number.NEGATIVE_INFINITY
    let top = 0
    return {
      note: () => {
        gestureAt = performance.now()
      },
      moved: () => {
        const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {}
        const leapt = top - scrollTop > clientHeight / 2
        top = scrollTop
        return leapt || performance.now() - gestureAt < gestureMs
      },
    }
  })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    for (const gesture of gestures) element.addEventListener(gesture, moves.note, { passive: true })
    return () => {
      for (const gesture of gestures) element.removeEventListener(gesture, moves.note)
    }
  }, [scroller, moves])
  return moves
}

function placeOf(virtual: Virtualizer<HTMLElement, Element>, rows: readonly TranscriptRow[], offset: number) {
  const top = virtual.getVirtualItemForOffset(offset)
  const entry = top === undefined ? undefined : rows[top.index]?.entry
  return top === undefined || entry === undefined ? null : { entry, past: offset - top.start }
}
