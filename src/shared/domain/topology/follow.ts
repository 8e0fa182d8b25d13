import type { DomainEvent } from '../event.ts'
import type { FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { heldBehind } from './behind.ts'
import { releases } from './release.ts'
import { putBehind } from './serialize.ts'

const moved = (model: Model): readonly DomainEvent[] => releases(model)

/** Another attempt waits for whatever the one before it waited for. */
const attempted: FollowUp<'task.attempted'> = (model, { id, thread }) => {
  const second = model.thread.get(thread)
  const before = model.task.get(id)?.threads.at(-2)?.thread
  const other = before === undefined ? undefined : model.thread.get(before)
  const first = other === undefined ? undefined : heldBehind(model, other)
  if (second === undefined || first === undefined || other?.behind === undefined) return []
  return putBehind(model, { first, second, because: other.behind.because })
}

export const topologyFollowUps: FollowUps = {
  'thread.landed': moved,
  'thread.discarded': moved,
  'thread.parked': moved,
  'thread.readied': moved,
  'task.landed': moved,
  'task.attempted': attempted,
  'task.blocked': moved,
  'task.parked': moved,
  'recovery.dropped': moved,
}
