import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'

/** A person goes on with the thread: what was due is not done, and trouble is counted anew. */
export function takenOver(model: Model, thread: Thread): readonly DomainEvent[] {
  const recovery = model.recovery.get(thread.id)
  if (recovery === undefined) return []
  const fresh = recovery.next === null && Object.keys(recovery.counts).length === 0
  return fresh ? [] : [{ type: 'recovery.dropped', id: thread.id }]
}
