import { type RefObject, useEffect, useRef, useState } from 'react'
import { fontFamily, Screen, type ScreenOptions, type ScreenSize } from './screen.ts'

/** A screen in an element of the page, once the font can be measured; its options are those of the latest render. */
export function useScreen(element: RefObject<HTMLElement | null>, options: ScreenOptions): Screen | null {
  const [screen, setScreen] = useState<Screen | null>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    let made: Screen | null = null
    let over = false
    const make = () => {
      if (over || element.current === null) return
      const { joined } = latest.current
      made = new Screen(element.current, {
        joined,
        input: (text) => latest.current.input(text),
        ended: (end) => latest.current.ended(end),
        leave: () => latest.current.leave(),
      })
      setScreen(made)
    }
    // A font that can't be had is replaced by the next of the family.
    document.fonts.load(`12px ${fontFamily}`).then(make, make)
    return () => {
      over = true
      made?.dispose()
      setScreen(null)
    }
  }, [element])
  return screen
}

/** Keeps the screen as large as its element; null until that was seen for the first time. */
export function useFit(element: RefObject<HTMLElement | null>, screen: Screen | null): ScreenSize | null {
  const [size, setSize] = useState<ScreenSize | null>(null)
  useEffect(() => {
    if (screen === null || element.current === null) return
    let frame = 0
    const measure = () => {
      const next = screen.fit()
      if (next === null) return
      setSize((last) => (last?.columns === next.columns && last.rows === next.rows ? last : next))
    }
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measure)
    })
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [element, screen])
  return size
}

/** Paints the screen anew when the page's theme changes. */
export function useTheme(screen: Screen | null): void {
  useEffect(() => {
    if (screen === null) return
    const observer = new MutationObserver(() => screen.paint())
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [screen])
}
