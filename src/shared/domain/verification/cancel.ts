import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { ParkReason, Thread } from '../thread/state.ts'

const notNeeded: ParkReason = {
  code: 'superseded',
  message: 'The work it was to look at goes on, so that its verdict is not needed.',
  remedy: 'Nothing needs doing.',
}

/** Breaks off the checks of a thread's work, and the thread that tries to refute it. Nothing where none are under way. */
export function cancelChecks(model: Model, thread: Thread): readonly DomainEvent[] {
  const verification = model.verification.get(thread.id)
  if (verification === undefined) return []
  const { id, round, state } = verification
  if (state.kind !== 'gates' && state.kind !== 'verifier') return []
  const verifier = state.kind === 'verifier' && state.thread !== null ? model.thread.get(state.thread) : undefined
  return [{ type: 'verification.cancelled', id, round }, ...(verifier === undefined ? [] : stop(verifier))]
}

function stop(verifier: Thread): readonly DomainEvent[] {
  if (verifier.state.kind === 'queued') return [{ type: 'thread.parked', id: verifier.id, reason: notNeeded }]
  if (!holdsSlot(verifier)) return []
  return [{ type: 'thread.interrupt-requested', id: verifier.id, how: 'stop', because: notNeeded }]
}
