import { type Effect, interrupting, onThread } from '../effect.ts'
import type { VerificationEvent } from './events.ts'

export function reactToVerification(event: VerificationEvent): readonly Effect[] {
  const { id: thread } = event
  switch (event.type) {
    case 'verification.started':
    case 'verification.voided':
      return [onThread('gates.run', { thread, round: event.round })]
    case 'verification.gates-passed':
      return [onThread('task.verify', { thread, round: event.round })]
    case 'verification.cancelled':
      return [interrupting('gates.cancel', { thread, round: event.round })]
    default:
      return []
  }
}
