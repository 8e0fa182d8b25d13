import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { CheckpointFacts, Thread } from '../thread/state.ts'
import { isProven, needsGates } from './queries.ts'

/** Work that was saved is checked before it counts as ready, where its effort asks for that and it isn't proven yet. */
export function checkOrReady(model: Model, thread: Thread, checkpoint: CheckpointFacts): readonly DomainEvent[] {
  const { id } = thread
  const needs = needsGates(model, thread)
  const { commit, files, tree } = checkpoint
  // Nothing that could land needs no proof.
  if (needs === null || files === 0 || isProven(model, thread, tree)) return [{ type: 'thread.readied', id }]
  const round = (model.verification.get(id)?.round ?? 0) + 1
  return [
    { type: 'thread.checking', id },
    { type: 'verification.started', id, round, commit, tree, gates: needs.commands },
  ]
}
