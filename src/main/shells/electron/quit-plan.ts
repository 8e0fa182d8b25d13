import type { Settings } from '../../../shared/settings/settings.ts'

/** What ends: the windows only, with the app left in its tray, or the app. */
export type QuitPlan =
  /** Nothing is under way, or it is another host's: the app ends. */
  | 'end'
  | 'ask'
  /** Windows close, the tray stays, the host works on. */
  | 'stay'
  /** The host ends in order and another one goes on in the background. */
  | 'hand-over'
  | 'park'

export interface QuitFacts {
  readonly live: number
  readonly host: 'own' | 'attached' | 'none'
  readonly onQuit: Settings['onQuit']
  readonly tray: boolean
  /** Whether there is a window to close; without one, staying would be no answer to quitting. */
  readonly windows: boolean
}

export function planQuit(facts: QuitFacts): QuitPlan {
  if (facts.host !== 'own' || facts.live === 0) return 'end'
  switch (facts.onQuit) {
    case 'ask':
      return 'ask'
    case 'park':
      return 'park'
    case 'background':
      return inBackground(facts)
  }
}

/** How work goes on without windows. */
export function inBackground({ tray, windows }: Pick<QuitFacts, 'tray' | 'windows'>): 'stay' | 'hand-over' {
  return tray && windows ? 'stay' : 'hand-over'
}
