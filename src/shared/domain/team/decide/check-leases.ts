import { ok } from '../../../kernel/result.ts'
import type { Decide } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { heldBy } from '../find.ts'
import { isAtIt, leaseFrom } from '../lease.ts'

/** Claims whose time is up go back to the list, unless their owner is at work: then they hold on. */
export const decideCheckLeases: Decide<'item.check-leases'> = (model, _payload, { now }) => {
  const events: DomainEvent[] = []
  for (const item of model.item.values()) {
    const held = heldBy(item)
    if (held === null || held.lease.until > now) continue
    const { id } = item
    if (isAtIt(model, held)) events.push({ type: 'item.renewed', id, until: leaseFrom(now) })
    else events.push({ type: 'item.returned', id, because: 'Its owner had not worked on it for a while.' })
  }
  return ok(events)
}
