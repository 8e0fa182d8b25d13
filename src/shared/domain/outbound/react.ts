import { type Effect, onOutbound } from '../effect.ts'
import type { OutboundEvent } from './events.ts'

export function reactToOutbound(event: OutboundEvent): readonly Effect[] {
  return event.type === 'outbound.approved' ? [onOutbound(event.id)] : []
}
