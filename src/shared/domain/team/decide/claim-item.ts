import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import type { Thread } from '../../thread/state.ts'
import { findItem, type Held, heldBy } from '../find.ts'
import { isLapsed, leaseFrom } from '../lease.ts'
import type { Item } from '../state.ts'

/** The first that claims has it; whoever has it already keeps it longer by claiming again. */
export const decideClaimItem: Decide<'item.claim'> = (model, payload, { now }) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const { item, speaker } = found.value
  if (speaker === null) {
    return refuse('not-a-thread', 'Only a thread does an item; nothing was claimed.', 'Assign it to a thread instead.')
  }
  if (speaker.state.kind === 'parked') {
    return refuse('not-in-turn', 'You are parked; nothing was claimed.', 'Claim it in your next turn.')
  }
  const held = heldBy(item)
  if (held === null) return fromList(model, { item, speaker }, now)
  if (held.by === speaker.id) return events({ type: 'item.renewed', id: item.id, until: leaseFrom(now) })
  if (!isLapsed(model, held, now)) return taken(model, held)
  const returned: DomainEvent = { type: 'item.returned', id: item.id, because: 'Nobody had worked on it for a while.' }
  return events(returned, claimed(item, speaker, now))
}

interface Claiming {
  readonly item: Item
  readonly speaker: Thread
}

function fromList(model: Model, { item, speaker }: Claiming, now: number): Decision {
  if (item.state.kind === 'done') {
    return refuse('item-done', `“${item.title}” is done; nothing was claimed.`, 'Look at the list for what is open.')
  }
  if (item.assigned !== null && item.assigned !== speaker.id) {
    const title = model.thread.get(item.assigned)?.title ?? item.assigned
    const message = `“${item.title}” is for ${title} (${item.assigned}); nothing was claimed.`
    return refuse('item-assigned', message, 'Take another one, or ask that thread.')
  }
  return events(claimed(item, speaker, now))
}

function claimed({ id, leases }: Item, { id: by }: Thread, now: number): DomainEvent {
  return { type: 'item.claimed', id, by, generation: leases + 1, until: leaseFrom(now) }
}

export function taken(model: Model, { by }: Held): Decision {
  const title = model.thread.get(by)?.title ?? by
  return refuse('item-taken', `${title} (${by}) has it; nothing was changed.`, 'Take another one, or ask that thread.')
}
