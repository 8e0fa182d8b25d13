import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ItemEvent } from './events.ts'
import { type Item, type ItemState, itemLimits } from './state.ts'

export function reduceItem(state: Item | undefined, event: ItemEvent, { at }: EventEnvelope): Item {
  if (event.type === 'item.added') {
    const { type: _type, ...facts } = event
    return { ...facts, assigned: null, state: { kind: 'open' }, leases: 0, notes: [], returned: null, at }
  }
  const item = existing(state, event)
  switch (event.type) {
    case 'item.assigned':
      return { ...item, assigned: event.to }
    case 'item.claimed': {
      const { by, generation, until } = event
      return { ...item, leases: generation, state: { kind: 'claimed', by, lease: { generation, until } } }
    }
    case 'item.renewed':
      return { ...item, state: renewed(item.state, event.until) }
    case 'item.noted': {
      const { by, text } = event
      return { ...item, notes: [...item.notes, { by, text, at }].slice(-itemLimits.notes) }
    }
    case 'item.edited':
      return { ...item, title: event.title ?? item.title, detail: event.detail ?? item.detail }
    case 'item.completed':
      return { ...item, state: completed(item.state, event.evidence) }
    case 'item.confirmed':
      return { ...item, state: confirmed(item.state, event.proof) }
    case 'item.reopened':
      return { ...item, state: reopened(item.state), returned: event.because }
    case 'item.returned':
      return { ...item, state: { kind: 'open' }, assigned: null, returned: event.because }
    case 'item.moved':
      return { ...item, cluster: event.cluster }
    case 'item.removed':
      return { ...item, state: { kind: 'removed' } }
    case 'item.closed':
      return { ...item, closed: true }
    default:
      return assertNever(event)
  }
}

function renewed(state: ItemState, until: number): ItemState {
  if (state.kind !== 'claimed' && state.kind !== 'claimed-done') return state
  return { ...state, lease: { ...state.lease, until } }
}

function completed(state: ItemState, evidence: string): ItemState {
  return state.kind === 'claimed' ? { kind: 'claimed-done', by: state.by, lease: state.lease, evidence } : state
}

function confirmed(state: ItemState, proof: Extract<ItemState, { kind: 'done' }>['proof']): ItemState {
  return state.kind === 'claimed-done' ? { kind: 'done', by: state.by, proof } : state
}

function reopened(state: ItemState): ItemState {
  return state.kind === 'claimed-done' ? { kind: 'claimed', by: state.by, lease: state.lease } : state
}
