import { visibleLines } from './made-visible.ts'

/** UTF-16 units that one field, and all of one event together, may take in a prompt. */
export const quoteLimits = { field: 8_000, event: 32_000 } as const

export interface Quoted {
  readonly text: string
  /** Units of it that count against the limit of the whole. */
  readonly used: number
}

/**
 * A stranger's text under a heading of ours: each line is marked, whichever way it is broken, what is hidden is
 * spelled out, and what is too long is cut and says so.
 */
export function quoteEvent(heading: string, text: string, room: number): Quoted {
  const limit = Math.max(0, Math.min(quoteLimits.field, room))
  const shown = visibleLines(text.slice(0, limit)).join('\n')
  const whole = text.length <= limit && shown.length <= limit
  const kept = shown.slice(0, limit).toWellFormed()
  const note = whole ? '' : ` (only its beginning: it has ${text.length} characters)`
  const ending = whole ? '' : '\n⟨cut here⟩'
  return { text: `${heading}${note}:\n${`${kept}${ending}`.replace(/^/gm, '> ')}`, used: kept.length }
}
