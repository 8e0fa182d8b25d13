import { type Decide, events } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { lostTurn } from '../../thread/decide/report-turn.ts'
import { holdsSlot } from '../../thread/queries.ts'
import { isChecking } from '../../verification/find.ts'

/** Nothing outlives a host: open turns are lost and sent again, sessions are closed, the limit is the new one. */
export const decideStart: Decide<'pool.start'> = (model, payload) => {
  const inOrder = model.pool.get('pool')?.stopped ?? false
  const { limit, limits } = payload
  const configured = {
    type: 'pool.configured',
    id: 'pool',
    limit,
    ...(limits === undefined ? {} : { limits }),
  } as const
  const changes: DomainEvent[] = [configured]
  for (const thread of model.thread.values()) {
    if (thread.session.live) {
      changes.push({ type: 'thread.session-closed', id: thread.id, generation: thread.session.generation })
    }
    if (thread.turn !== null && holdsSlot(thread)) changes.push(...lostTurn(model, thread, inOrder))
  }
  return events(...changes, ...begunAgain(model))
}

/** Gates ended with their host: they begin again from the first one on. */
function begunAgain(model: Model): readonly DomainEvent[] {
  return [...model.verification.values()].flatMap(({ commit, gates, id, round, state, tree }) => {
    const thread = model.thread.get(id)
    if (state.kind !== 'gates' || thread === undefined || !isChecking(thread)) return []
    return [{ type: 'verification.started', id, round: round + 1, commit, tree, gates } as const]
  })
}
