import type { KeyboardEvent } from 'react'

/** Arrow keys go from row to row, where a row has the focus; elsewhere they scroll as ever. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const rows: readonly (Element | null)[] = [...event.currentTarget.querySelectorAll('[data-row]')]
  const at = rows.indexOf(document.activeElement)
  if (step === undefined || at === -1) return
  event.preventDefault()
  const next = rows[at + step]
  if (next instanceof HTMLElement) next.focus()
}
