import type { FiringEvent } from './automation/events.ts'
import { reactToFiring } from './automation/react.ts'
import type { Effect } from './effect.ts'
import type { DomainEvent } from './event.ts'
import { landByThemselves } from './landing/by-itself.ts'
import type { LandingEvent } from './landing/events.ts'
import { reactToLanding } from './landing/react.ts'
import type { Model } from './model.ts'
import type { NegotiationEvent } from './negotiation/events.ts'
import { reactToNegotiation } from './negotiation/react.ts'
import type { OutboundEvent } from './outbound/events.ts'
import { reactToOutbound } from './outbound/react.ts'
import { aggregateOf } from './reduce.ts'
import type { TaskEvent } from './task/events.ts'
import { reactToTask } from './task/react.ts'
import type { ThreadEvent } from './thread/events.ts'
import { reactToThread } from './thread/react.ts'
import type { VerificationEvent } from './verification/events.ts'
import { reactToVerification } from './verification/react.ts'
import type { WorktreeEvent } from './worktree/events.ts'
import { reactToWorktree } from './worktree/react.ts'

/** The effects an event asks for; pure, so that they are stored in the event's own transaction. */
export function react(event: DomainEvent, model: Model): readonly Effect[] {
  return [...ofAggregate(event, model), ...landByThemselves(event, model)]
}

function ofAggregate(event: DomainEvent, model: Model): readonly Effect[] {
  switch (aggregateOf(event)) {
    case 'thread':
      return reactToThread(event as ThreadEvent, model)
    case 'task':
      return reactToTask(event as TaskEvent)
    case 'verification':
      return reactToVerification(event as VerificationEvent)
    case 'worktree':
      return reactToWorktree(event as WorktreeEvent, model)
    case 'landing':
      return reactToLanding(event as LandingEvent, model)
    case 'negotiation':
      return reactToNegotiation(event as NegotiationEvent)
    case 'firing':
      return reactToFiring(event as FiringEvent, model)
    case 'outbound':
      return reactToOutbound(event as OutboundEvent)
    default:
      return []
  }
}
