import { useSyncExternalStore } from 'react'
import type { LaneKind } from '../../ui/lane-marks.ts'
import { tokenColor } from '../../ui/theme.ts'

/** Colours of the present theme, for what is drawn on a canvas. */
export type LaneInk = Readonly<Record<LaneKind | 'faint' | 'soft' | 'focus', string>>

const tokens = ['think', 'read', 'edit', 'run', 'peer', 'you', 'error', 'ok', 'faint', 'soft', 'focus'] as const
const inks = new Map<string, LaneInk>()

export function useLaneInk(): LaneInk {
  return useSyncExternalStore(subscribe, presentInk)
}

function presentInk(): LaneInk {
  const theme = document.documentElement.dataset.theme ?? ''
  const known = inks.get(theme)
  if (known !== undefined) return known
  const ink = Object.fromEntries(tokens.map((token) => [token, tokenColor(token)])) as LaneInk
  inks.set(theme, ink)
  return ink
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
