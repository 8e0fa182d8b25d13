import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'
import { answerTo } from './answer.ts'
import type { Seen } from './evidence.ts'
import { finalReason } from './final.ts'
import { takeStep } from './steps.ts'

/** What follows from evidence of trouble: the diagnosis, and its step where that is due at once. */
export function trouble(model: Model, thread: Thread, seen: Seen): readonly DomainEvent[] {
  const { evidence, now } = seen
  const diagnosis = answerTo(model, thread, seen)
  // A thread that is well needs no word about it.
  if (diagnosis === null || diagnosis.step.kind === 'leave') return []
  const { id } = thread
  const diagnosed: DomainEvent = { type: 'recovery.diagnosed', id, diagnosis }
  if (diagnosis.step.kind === 'ask') {
    const reason = finalReason(model, thread, { diagnosis, evidence })
    if (!holdsSlot(thread)) return [diagnosed, { type: 'thread.parked', id, reason }]
    return [diagnosed, { type: 'thread.interrupt-requested', id, how: 'stop', because: reason }]
  }
  if (diagnosis.dueAt > now) return [diagnosed]
  const number = (model.recovery.get(id)?.number ?? 0) + 1
  return [diagnosed, ...takeStep(model, thread, { diagnosis, number })]
}
