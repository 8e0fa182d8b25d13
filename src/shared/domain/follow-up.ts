import type { DomainEvent } from './event.ts'
import type { Model } from './model.ts'

/** As much of a decision's context as follow-ups may know. */
export interface FollowContext {
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * What an event of one aggregate means for another, decided together with it. `model` has the event, and everything
 * else of the same decision so far. A rule must come to an end: what it answers is followed up as well. Threads of runs
 * without a plan lead to nothing, so that nobody is asked about their events.
 */
export type FollowUp<Type extends DomainEvent['type']> = (
  model: Model,
  event: Extract<DomainEvent, { type: Type }>,
  context: FollowContext,
) => readonly DomainEvent[]

export type FollowUps = { readonly [Type in DomainEvent['type']]?: FollowUp<Type> }
