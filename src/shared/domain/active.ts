import { isUnderWay, isWaiting } from './landing/queries.ts'
import type { Landing } from './landing/state.ts'
import type { Aggregate, States } from './model.ts'
import { holdsSlot } from './thread/queries.ts'
import type { Thread } from './thread/state.ts'

/** What scheduling looks at: those that wait for a slot or a landing turn, and those that hold one. */
export function isActive(aggregate: Aggregate, state: States[Aggregate]): boolean {
  if (aggregate === 'thread') return (state as Thread).state.kind === 'queued' || holdsSlot(state as Thread)
  return aggregate === 'landing' && (isWaiting(state as Landing) || isUnderWay(state as Landing))
}
