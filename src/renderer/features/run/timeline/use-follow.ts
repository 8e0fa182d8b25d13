import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** In px from the end: this near still counts as at the end. */
const near = 24

export interface Follow {
  readonly scroller: RefObject<HTMLElement | null>
  readonly atEnd: boolean
  readonly onScroll: () => void
  readonly toEnd: () => void
}

/** Stays at the end of what grows while the reader is there, and where they are while they are not. */
export function useFollow(length: number, key: string): Follow {
  const scroller = useRef<HTMLElement>(null)
  const following = useRef(true)
  const [atEnd, setAtEnd] = useState(true)
  const toEnd = useCallback(() => {
    const element = scroller.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }, [])
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight <= near
    setAtEnd(following.current)
  }, [])
  useLayoutEffect(() => {
    following.current = key !== ''
    toEnd()
  }, [key, toEnd])
  useLayoutEffect(() => {
    if (length >= 0 && following.current) toEnd()
  }, [length, toEnd])
  return { scroller, atEnd, onScroll, toEnd }
}
