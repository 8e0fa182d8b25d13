import { type Decision, refuse } from '../decision.ts'
import type { Firing } from './state.ts'

export function notHeld({ state }: Firing): Decision {
  const message = `It is ${state.kind}, not held; nothing was changed.`
  return refuse('firing-not-held', message, 'Fire the automation again with the same event.')
}
