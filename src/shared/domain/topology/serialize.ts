import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { opening } from '../peers/opening.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'
import { heldBehind, waitsForOther } from './behind.ts'

export interface OneAfterOther {
  readonly first: Thread
  readonly second: Thread
  /** Why, in one sentence. */
  readonly because: string
}

/**
 * `second` gets no slot and does not land before `first` has landed. A turn that has changed nothing yet is broken off,
 * and its prompt waits; any other comes to its end. Empty where it can't be: one of them is at its end or being landed,
 * or `first` waits for `second` already.
 */
export function putBehind(model: Model, { because, first, second }: OneAfterOther): readonly DomainEvent[] {
  if (!canSerialize(model, first, second) || heldBehind(model, second)?.id === first.id) return []
  return [
    ...opening(model, first.id),
    ...opening(model, second.id),
    ...brokenOff(model, second),
    { type: 'thread.put-behind', id: second.id, behind: { thread: first.id, because } },
  ]
}

/** Whether the one can wait for the other's landing. */
export function canSerialize(model: Model, first: Thread, second: Thread): boolean {
  if (first.id === second.id || isOver(first) || isOver(second)) return false
  if (second.state.kind === 'landing' || second.discarding || first.discarding) return false
  return !waitsForOther(model, first, second)
}

/** Nothing is lost where it begins again later: it waits for its first slot, or has changed no file by now. */
export function hasBarelyStarted(model: Model, { checkpoint, id, state, turns }: Thread): boolean {
  const touched = model.mailbox.get(id)?.touched ?? []
  if (turns > 1 || (checkpoint?.files ?? 0) > 0 || touched.length > 0) return false
  return state.kind === 'queued' || state.kind === 'preparing' || state.kind === 'running' || state.kind === 'needs-you'
}

function isOver({ archived, role, state }: Thread): boolean {
  return role !== undefined || archived || state.kind === 'landed' || state.kind === 'discarded'
}

/** The same as a freeze does to a turn: its prompt stays at the head of the queue, and the try doesn't count. */
function brokenOff(model: Model, thread: Thread): readonly DomainEvent[] {
  const { id, requests, turn } = thread
  if (!hasBarelyStarted(model, thread) || !holdsSlot(thread)) return []
  if (turn === null || turn.phase === 'cancelling' || isSteered(thread) || thread.discarding) return []
  return [
    ...requests.map((open) => ({ type: 'thread.permission-expired', id, request: open.id }) as const),
    { type: 'thread.interrupt-requested', id, how: 'interrupt' },
    { type: 'thread.freezing', id },
  ]
}
