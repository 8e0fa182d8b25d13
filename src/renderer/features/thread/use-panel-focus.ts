import { type RefObject, useLayoutEffect } from 'react'

/** Set while one panel takes another's place, which is a selection moving on and no opening. */
let replacing = false

/**
 * Takes the focus when a panel opens: to the first request, else to the field. Leaves it where somebody writes, and
 * where a selection only moves from thread to thread.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!replacing && !writes(document.activeElement)) requestAnimationFrame(() => focusFirst(panel.current))
    return () => {
      replacing = true
      queueMicrotask(() => {
        replacing = false
      })
    }
  }, [panel])
}

function focusFirst(panel: HTMLElement | null): void {
  if (panel === null || writes(document.activeElement)) return
  const first = panel.querySelector<HTMLElement>('[data-request], [role="tabpanel"]:not([data-hidden]) textarea')
  const target = first ?? panel
  target.focus({ preventScroll: true })
}

function writes(element: Element | null): boolean {
  return element?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') != null
}
