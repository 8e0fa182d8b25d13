import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { FiringEvent } from './events.ts'
import type { Firing, FiringState } from './state.ts'

export function reduceFiring(state: Firing | undefined, event: FiringEvent, { at, sequence }: EventEnvelope): Firing {
  if (event.type === 'firing.recorded') {
    const { decision, type: _type, ...facts } = event
    const kind: FiringState = decision.kind === 'dispatched' ? { kind: 'dispatching' } : decision
    return { ...facts, state: kind, firedAt: at, decidedAt: at, order: sequence, cost: null, done: [] }
  }
  const firing = existing(state, event)
  switch (event.type) {
    case 'firing.released':
      return { ...firing, state: { kind: 'dispatching' }, reason: event.reason, decidedAt: at }
    case 'firing.held':
    case 'firing.skipped': {
      const kind = event.type === 'firing.held' ? 'held' : 'skipped'
      const { code, reason } = event
      return { ...firing, state: { kind, code } as FiringState, reason, decidedAt: at }
    }
    case 'firing.dispatched':
      return { ...firing, state: { kind: 'under-way', run: event.run, thread: event.thread } }
    case 'firing.rested':
      return { ...firing, state: { kind: 'rested', ...dispatched(firing), as: event.as }, cost: event.cost }
    case 'firing.resumed':
      return { ...firing, state: { kind: 'under-way', run: dispatched(firing).run, thread: event.thread } }
    case 'firing.over':
      return { ...firing, state: { kind: 'over', ...dispatched(firing), outcome: event.outcome }, cost: event.cost }
    case 'firing.followed':
      return { ...firing, done: [...firing.done, event.step] }
    default:
      return assertNever(event)
  }
}

/** Run and thread of one that was dispatched. */
function dispatched({ id, state }: Firing) {
  if (!('run' in state)) throw new Error(`the firing ${id} was never dispatched`)
  return { run: state.run, thread: state.thread }
}
