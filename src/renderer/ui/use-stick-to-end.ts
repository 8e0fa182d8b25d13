import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** In px: closer than that to the end counts as being there. */
const near = 24

/**
 * Keeps a scroller at its end for as long as its reader is there, whatever grows in it or takes room from it. Rows that
 * turn out higher than they were taken for come in several steps, of which a virtual list may miss the first.
 */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>, height: number, active: boolean): void {
  const there = useRef(true)
  useLayoutEffect(() => {
    const element = scroller.current
    // Named, so that the effect runs with every change of it.
    if (active && there.current && element !== null && height > 0) element.scrollTop = element.scrollHeight
  }, [scroller, height, active])
  useEffect(() => {
    const element = scroller.current
    if (!active || element === null) return
    const look = () => {
      there.current = element.scrollHeight - element.clientHeight - element.scrollTop <= near
    }
    const stay = () => {
      if (there.current) element.scrollTop = element.scrollHeight
    }
    const sizes = new ResizeObserver(stay)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, active])
}
