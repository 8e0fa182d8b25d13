import type { ThreadId } from '../../../kernel/ids.ts'
import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { isSentAgain } from '../../recovery/queries.ts'
import type { TurnOutcome } from '../commands.ts'
import { frozen, interrupted, lostTooOften, parkedBy } from '../park-reasons.ts'
import { threadInTurn } from '../queries.ts'
import type { ParkReason, RestState, Thread, Turn } from '../state.ts'
import { isSteered } from '../steering.ts'
import { withdrawn } from '../withdrawn.ts'

/** A turn is sent once and, after its host died, at most twice again. */
export const sendLimit = 3

export const decideTurnStarted: Decide<'turn.report-started'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread?.turn == null || thread.state.kind !== 'preparing') return nothing
  return events({ type: 'thread.turn-started', id: thread.id, turn: thread.turn.number })
}

export const decideTurnWithdrawn: Decide<'turn.withdraw'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread?.turn == null) return nothing
  if (isSteered(thread)) return events(...ended(thread.id, thread.turn, goesOn('cancelled')))
  if (thread.freezing) return events(...thawedLater(model, thread))
  const reason = thread.turn.phase === 'cancelling' ? stopped(thread.turn) : parkedBy('setup', payload.failure)
  return events(...withdrawn(model, thread, reason))
}

/**
 * What becomes of a turn whose host is gone: sent again, parked, or ended as the person had asked.
 * Only deaths count against it; a host that was ended in order takes no try away.
 */
export function lostTurn(model: Model, thread: Thread, inOrder: boolean): readonly DomainEvent[] {
  const { id, turn } = thread
  if (turn === null) return []
  const handedOver = thread.turns >= turn.number
  if (isSteered(thread)) return ended(id, turn, goesOn('lost'))
  if (thread.freezing) return [{ type: 'thread.turn-lost', id, turn: turn.number, sends: turn.sends - 1 }]
  if (turn.phase === 'cancelling') {
    if (handedOver && isToGoOn(turn)) return [sentAgain(id, turn, 'lost')]
    return handedOver ? endedLost(id, turn, stopped(turn)) : withdrawn(model, thread, stopped(turn))
  }
  if (turn.phase === 'running' && !inOrder && turn.sends >= sendLimit) return endedLost(id, turn, lostTooOften)
  // One that was never handed over doesn't count as sent.
  const sends = inOrder || turn.phase === 'sending' ? turn.sends - 1 : turn.sends
  return [{ type: 'thread.turn-lost', id, turn: turn.number, sends }]
}

function endedLost(id: ThreadId, turn: Turn, reason: ParkReason): readonly DomainEvent[] {
  return ended(id, turn, { stopReason: 'lost', rest: parked(reason) })
}

/** The end of a turn, after which its prompt is only history. */
function ended(
  id: ThreadId,
  turn: Turn,
  how: { readonly stopReason: string; readonly rest: RestState },
): readonly DomainEvent[] {
  return [
    { type: 'thread.turn-ended', id, turn: turn.number, ...how },
    { type: 'prompt.used', id: turn.prompt.id },
  ]
}

export const decideTurnEnded: Decide<'turn.report-ended'> = (model, payload, { now }) => {
  const thread = threadInTurn(model, payload)
  if (thread?.turn == null) return nothing
  const { outcome } = payload
  const stopReason = outcome.kind === 'stopped' ? outcome.stopReason : outcome.reason.code
  if (isSteered(thread)) return events(...ended(thread.id, thread.turn, goesOn(stopReason)))
  const broken = thread.freezing || isToGoOn(thread.turn)
  if (broken && !endedByItself(outcome)) return events(sentAgain(thread.id, thread.turn, stopReason))
  const cancelled = thread.turn.phase === 'cancelling' && !thread.freezing
  const rest = cancelled ? parked(stopped(thread.turn)) : restAfter(outcome)
  const done = thread.discarding || (cancelled && endedByItself(outcome))
  if (!done && rest.kind === 'parked' && isSentAgain(model, thread, { reason: rest.reason, now })) {
    const again = { sends: thread.turn.sends - 1 }
    return events({ type: 'thread.turn-ended', id: thread.id, turn: thread.turn.number, stopReason, rest, again })
  }
  return events(...ended(thread.id, thread.turn, { stopReason, rest }))
}

/** A steered turn is over however it ended: its work is saved, and what steered it runs next. */
function goesOn(stopReason: string): { readonly stopReason: string; readonly rest: RestState } {
  return { stopReason, rest: { kind: 'ready' } }
}

/** A freeze broke it off: its prompt goes first when everything goes on, and the try doesn't count. */
function sentAgain(id: ThreadId, turn: Turn, stopReason: string): DomainEvent {
  const again = { sends: turn.sends - 1 }
  const rest: RestState = turn.stopping === undefined ? { kind: 'ready' } : parked(turn.stopping)
  return { type: 'thread.turn-ended', id, turn: turn.number, stopReason, rest, again }
}

/** The same of one that had not reached its agent. */
function thawedLater(model: Model, thread: Thread): readonly DomainEvent[] {
  const back = withdrawn(model, thread, frozen)
  return thread.discarding ? back : [...back, { type: 'thread.queued', id: thread.id }]
}

/** Its prompt is kept for when everything, or its run, goes on. */
function isToGoOn({ stopping }: Turn): boolean {
  return stopping?.code === 'frozen' || stopping?.code === 'budget' || stopping?.until === 'resume'
}

function endedByItself(outcome: TurnOutcome): boolean {
  return outcome.kind === 'stopped' && outcome.stopReason !== 'cancelled'
}

function stopped(turn: Turn): ParkReason {
  return turn.stopping ?? interrupted
}

function parked(reason: ParkReason): RestState {
  return { kind: 'parked', reason }
}

const stops: Readonly<Record<string, ParkReason>> = {
  max_tokens: {
    code: 'context-overflow',
    message: 'The agent ran out of room for its answer. Its work is kept.',
    remedy: 'Send a smaller next step.',
  },
  max_turn_requests: {
    code: 'error',
    message: 'The agent reached its own limit of steps for one turn. Its work is kept.',
    remedy: 'Send a prompt to go on.',
  },
  refusal: {
    code: 'refusal',
    message: 'The agent refused to go on. Its work is kept.',
    remedy: 'Word the task differently, or give it to another agent.',
  },
}

function restAfter(outcome: TurnOutcome): RestState {
  if (outcome.kind === 'failed') return parked(outcome.reason)
  const reason = Object.hasOwn(stops, outcome.stopReason) ? stops[outcome.stopReason] : undefined
  return reason === undefined ? { kind: 'ready' } : parked(reason)
}
