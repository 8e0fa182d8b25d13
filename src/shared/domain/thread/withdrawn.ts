import type { Model } from '../model.ts'
import { discarded } from './discarded.ts'
import type { ThreadEvent } from './events.ts'
import type { ParkReason, Thread } from './state.ts'

/** A turn that never reached its agent ends here; one that was to be discarded at its end is discarded now. */
export function withdrawn(model: Model, thread: Thread, reason: ParkReason): readonly ThreadEvent[] {
  const event: ThreadEvent = { type: 'thread.turn-withdrawn', id: thread.id, reason }
  return thread.discarding ? [event, discarded(model, thread, { kind: 'parked', reason })] : [event]
}
