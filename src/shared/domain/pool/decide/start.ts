import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { lostTurn } from '../../thread/decide/report-turn.ts'
import { holdsSlot } from '../../thread/queries.ts'

/** Nothing outlives a host: open turns are lost and sent again, sessions are closed, the limit is the new one. */
export const decideStart: Decide<'pool.start'> = (model, payload) => {
  const inOrder = model.pool.get('pool')?.stopped ?? false
  const changes: DomainEvent[] = [{ type: 'pool.configured', id: 'pool', limit: payload.limit }]
  for (const thread of model.thread.values()) {
    if (thread.session.live) {
      changes.push({ type: 'thread.session-closed', id: thread.id, generation: thread.session.generation })
    }
    if (thread.turn !== null && holdsSlot(thread)) changes.push(...lostTurn(model, thread, inOrder))
  }
  return events(...changes)
}
