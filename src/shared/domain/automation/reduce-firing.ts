import { assertNever } from '../../kernel/assert-never.ts'
import type { RunId, ThreadId } from '../../kernel/ids.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { FiringEvent } from './events.ts'
import type { Firing, FiringState } from './state.ts'

type Recorded = Extract<FiringEvent, { type: 'firing.recorded' }>

export function reduceFiring(state: Firing | undefined, event: FiringEvent, envelope: EventEnvelope): Firing {
  if (event.type === 'firing.recorded') return recorded(event, envelope)
  const firing = existing(state, event)
  const { at } = envelope
  switch (event.type) {
    case 'firing.released':
      return {
        ...reserving(firing, event.reserved),
        state: { kind: 'dispatching' },
        reason: event.reason,
        decidedAt: at,
      }
    case 'firing.held': {
      const { code, reason } = event
      return { ...firing, state: { kind: 'held', code }, reason, decidedAt: at }
    }
    case 'firing.skipped': {
      const { code, reason } = event
      return { ...reserving(firing, 0), state: { kind: 'skipped', code }, reason, decidedAt: at }
    }
    case 'firing.dispatched':
      return {
        ...firing,
        state: { kind: 'under-way', run: event.run, thread: event.thread },
        reason: event.notice === undefined ? firing.reason : `${firing.reason}; ${event.notice}`,
      }
    case 'firing.rested': {
      const rested: FiringState = { kind: 'rested', ...lastSeen(firing, event), as: event.as }
      return { ...reserving(firing, 0), state: rested, cost: event.cost }
    }
    case 'firing.resumed': {
      const { reserved = firing.reserved } = event
      return { ...reserving(firing, reserved), state: { kind: 'under-way', ...lastSeen(firing, event) } }
    }
    case 'firing.over': {
      const over: FiringState = { kind: 'over', ...lastSeen(firing, event), outcome: event.outcome }
      return { ...reserving(firing, 0), state: over, cost: event.cost }
    }
    case 'firing.answered':
      return {
        ...firing,
        answered: true,
        ...(event.comment === undefined ? {} : { comment: event.comment }),
        ...(event.pull === undefined ? {} : { pull: event.pull }),
      }
    case 'firing.followed':
      return { ...firing, done: [...firing.done, event.step] }
    default:
      return assertNever(event)
  }
}

function recorded({ decision, type: _type, ...facts }: Recorded, { at, sequence }: EventEnvelope): Firing {
  const firing = { ...facts, firedAt: at, decidedAt: at, order: sequence, cost: null, done: [] }
  if (decision.kind !== 'dispatched') return { ...firing, state: decision }
  return reserving({ ...firing, state: { kind: 'dispatching' } }, decision.reserved)
}

function reserving({ reserved: _before, ...firing }: Firing, reserved = 0): Firing {
  return reserved === 0 ? firing : { ...firing, reserved }
}

/** Its run, and the thread that speaks for it now. */
function lastSeen({ id, state }: Firing, { thread }: { readonly thread: ThreadId }): { run: RunId; thread: ThreadId } {
  if (!('run' in state)) throw new Error(`the firing ${id} was never dispatched`)
  return { run: state.run, thread }
}
