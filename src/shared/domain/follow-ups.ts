import { automationFollowUps } from './automation/follow.ts'
import { contractFollowUps } from './contracts/follow.ts'
import type { DomainEvent } from './event.ts'
import type { FollowContext, FollowUp, FollowUps } from './follow-up.ts'
import type { Model } from './model.ts'
import { negotiationFollowUps } from './negotiation/follow.ts'
import { outboundFollowUps } from './outbound/follow.ts'
import { peerFollowUps } from './peers/follow.ts'
import { isOpen } from './peers/opening.ts'
import { poolFollowUps } from './pool/follow.ts'
import { recoveryFollowUps } from './recovery/follow.ts'
import { budgetFollowUps } from './run/budget-follow.ts'
import { runFollowUps } from './run/follow.ts'
import { ownRunFollowUps } from './run/own-run-follow.ts'
import { readerFollowUps } from './run/reader-follow.ts'
import { taskFollowUps } from './task/follow.ts'
import { itemFollowUps } from './team/follow.ts'
import { topologyFollowUps } from './topology/follow.ts'
import { verificationFollowUps } from './verification/follow.ts'

/** In the order in which they are asked about one event. */
const families: readonly FollowUps[] = [
  verificationFollowUps,
  recoveryFollowUps,
  taskFollowUps,
  runFollowUps,
  ownRunFollowUps,
  budgetFollowUps,
  poolFollowUps,
  readerFollowUps,
  contractFollowUps,
  itemFollowUps,
  negotiationFollowUps,
  topologyFollowUps,
  peerFollowUps,
  automationFollowUps,
  outboundFollowUps,
]

const byType = new Map<string, readonly FollowUp<DomainEvent['type']>[]>()
for (const family of families) {
  for (const [type, rule] of Object.entries(family)) {
    byType.set(type, [...(byType.get(type) ?? []), rule as FollowUp<DomainEvent['type']>])
  }
}

/** Whether an event may lead to others; quick, as most lead to none. `model`: without the event. */
export function hasFollowUps(model: Model, event: DomainEvent): boolean {
  return byType.has(event.type) && !isOfSingle(model, event)
}

/** Of a thread whose run has no plan and that no peer knows: no task counts on it, no budget and no recovery looks at it. */
function isOfSingle(model: Model, { id, type }: DomainEvent): boolean {
  if (!type.startsWith('thread.')) return false
  const thread = model.thread.get(id)
  if (thread === undefined || thread.role !== undefined || isOpen(model, id)) return false
  return model.run.get(thread.run)?.plan === undefined
}

/** A model, and how one more event gets into it. */
export interface Overlaid {
  readonly model: Model
  apply(event: DomainEvent): void
}

/** The events, which are applied already, and after them everything they lead to, applied one by one. */
export function followUps(
  events: readonly DomainEvent[],
  context: FollowContext,
  after: Overlaid,
): readonly DomainEvent[] {
  const all = [...events]
  // Grows while it is walked: what follows is followed up too.
  for (const event of all) {
    if (!hasFollowUps(after.model, event)) continue
    for (const rule of byType.get(event.type) ?? []) {
      for (const next of rule(after.model, event, context)) {
        after.apply(next)
        all.push(next)
      }
    }
  }
  return all
}
