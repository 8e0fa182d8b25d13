/** What of a keyboard event matters. */
export interface TerminalPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

export type KeyMeaning = 'copy' | 'paste' | 'leave'

/** Drawn for people; the same everywhere, since Command+Escape belongs to the system. */
export const leaveKeys = 'Ctrl+Shift+Esc'

/** What a press means to the page; null for what belongs to the program in the terminal. */
export function meaningOf(press: TerminalPress, mac: boolean): KeyMeaning | null {
  if (press.altKey) return null
  const both = press.ctrlKey && press.shiftKey && !press.metaKey
  if (both && press.key === 'Escape') return 'leave'
  if (!(mac ? press.metaKey && !press.ctrlKey && !press.shiftKey : both)) return null
  switch (press.key.toLowerCase()) {
    case 'c':
      return 'copy'
    case 'v':
      return 'paste'
    default:
      return null
  }
}
