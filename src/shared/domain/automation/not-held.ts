import { type Decision, refuse } from '../decision.ts'
import type { Firing } from './state.ts'

const words = {
  skipped: 'skipped',
  held: 'held',
  dispatching: 'being dispatched',
  'under-way': 'under way',
  rested: 'at rest',
  over: 'over',
} as const

export function notHeld({ state }: Firing): Decision {
  const message = `It is ${words[state.kind]}, not held; nothing was changed.`
  return refuse('firing-not-held', message, 'Look at the history for what came of it.')
}
