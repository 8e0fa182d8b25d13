import { type Effect, onNegotiation } from '../effect.ts'
import type { NegotiationEvent } from './events.ts'

export function reactToNegotiation(event: NegotiationEvent): readonly Effect[] {
  return event.type === 'negotiation.capped' && event.forces === 'arbiter' ? [onNegotiation(event.id)] : []
}
