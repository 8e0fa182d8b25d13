import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { LandingEvent, MovedReference } from './events.ts'
import type { Landing, LandingState } from './state.ts'

type Requested = Extract<LandingEvent, { type: 'landing.requested' }>
type Later = Exclude<LandingEvent, Requested>

export function reduceLanding(state: Landing | undefined, event: LandingEvent, envelope: EventEnvelope): Landing {
  if (event.type === 'landing.requested') return requested(event, envelope)
  const landing = existing(state, event)
  if (event.type === 'landing.undo-requested') {
    return {
      ...landing,
      state: { kind: 'undo-waiting', move: moved(landing) },
      undoRefused: null,
      queuedAt: envelope.sequence,
    }
  }
  if (event.type === 'landing.undo-refused') {
    return { ...landing, state: { kind: 'landed', move: moved(landing), notice: null }, undoRefused: event.failure }
  }
  if (event.type === 'landing.undo-refusal-accepted') return { ...landing, undoRefused: null }
  return { ...checked(landing, event), state: next(landing, event) }
}

function requested(event: Requested, envelope: EventEnvelope): Landing {
  const { type: _type, ...facts } = event
  return {
    ...facts,
    state: { kind: 'waiting' },
    undoRefused: null,
    queuedAt: envelope.sequence,
    requestedAt: envelope.at,
  }
}

const unchecked: NonNullable<Landing['checks']> = { tries: 0, trees: [], proofs: [] }

function checked(landing: Landing, event: Later): Landing {
  const checks = landing.checks ?? unchecked
  if (event.type === 'landing.proving') return { ...landing, checks: { ...checks, tries: checks.tries + 1 } }
  if (event.type !== 'landing.proved') return landing
  const { proofs, tree } = event
  return { ...landing, checks: { ...checks, proofs, trees: [...checks.trees, tree] } }
}

type Stepping = Exclude<
  Later,
  { type: 'landing.undo-requested' | 'landing.undo-refused' | 'landing.undo-refusal-accepted' }
>

function next(landing: Landing, event: Stepping): LandingState {
  switch (event.type) {
    case 'landing.started':
      return { kind: 'checkpointing' }
    case 'landing.checkpointed':
      return { kind: 'merging', commit: event.commit }
    case 'landing.proving': {
      const { commit: merged, gates, tree } = event
      return { kind: 'proving', commit: saved(landing), merged, tree, gates }
    }
    case 'landing.proved':
      return { kind: 'merging', commit: saved(landing) }
    case 'landing.moved':
      return { kind: 'following', move: event.move, notice: event.notice }
    case 'landing.completed':
      return { kind: 'landed', move: moved(landing), notice: event.notice }
    case 'landing.refused':
      return { kind: 'refused', failure: event.failure }
    case 'landing.undo-started':
      return { kind: 'undoing', move: moved(landing) }
    case 'landing.undo-moved':
      return { kind: 'undo-following', move: moved(landing), back: event.move, notice: event.notice ?? null }
    case 'landing.undone':
      return { kind: 'undone', notice: event.notice, ...('back' in landing.state ? { back: landing.state.back } : {}) }
    default:
      return assertNever(event)
  }
}

function saved(landing: Landing): string {
  if (landing.state.kind === 'merging' || landing.state.kind === 'proving') return landing.state.commit
  throw new Error(`landing ${landing.id} has saved nothing in state ${landing.state.kind}`)
}

function moved(landing: Landing): MovedReference {
  if ('move' in landing.state) return landing.state.move
  throw new Error(`landing ${landing.id} has moved nothing in state ${landing.state.kind}`)
}
