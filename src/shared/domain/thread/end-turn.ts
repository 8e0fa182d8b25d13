import { type Decision, events, nothing, refuse } from '../decision.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import { cancelChecks } from '../verification/cancel.ts'
import { isChecking } from '../verification/find.ts'
import { findThread } from './find.ts'
import { interrupted } from './park-reasons.ts'
import { holdsSlot } from './queries.ts'

export function endTurn(model: Model, id: string, how: 'interrupt' | 'stop'): Decision {
  const found = findThread(model, id)
  if (!found.ok) return found
  const thread = found.value
  if (thread.state.kind === 'queued') return events({ type: 'thread.parked', id: thread.id, reason: interrupted })
  if (holdsSlot(thread)) return events({ type: 'thread.interrupt-requested', id: thread.id, how })
  if (isChecking(thread)) {
    return events(...cancelChecks(model, thread), { type: 'thread.parked', id: thread.id, reason: interrupted })
  }
  // Its turn is over; what would follow by itself is taken back.
  if (thread.state.kind === 'verifying') {
    if (thread.prompts.length === 0) return nothing
    return events({ type: 'thread.interrupt-requested', id: thread.id, how })
  }
  const stops: readonly DomainEvent[] =
    how === 'stop' && thread.session.live ? [{ type: 'thread.interrupt-requested', id: thread.id, how }] : []
  // What recovery would do next is taken back.
  if (isRecovering(model, thread.id)) return events({ type: 'recovery.dropped', id: thread.id }, ...stops)
  if (stops.length > 0) return events(...stops)
  return refuse(
    'nothing-running',
    `${thread.title} is ${thread.state.kind}: no turn is running.`,
    'Send it a prompt, land it, or discard it.',
  )
}
