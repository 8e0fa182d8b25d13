import { type Decide, type Decision, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import type { Landing } from '../state.ts'

export const decideMoved: Decide<'landing.report-moved'> = (model, payload) => {
  const landing = model.landing.get(payload.landing)
  if (landing?.state.kind === 'merging') {
    return events({ type: 'landing.moved', id: landing.id, move: payload.move, notice: payload.notice })
  }
  if (landing?.state.kind === 'undoing') {
    return events({ type: 'landing.undo-moved', id: landing.id, move: payload.move, notice: payload.notice })
  }
  return nothing
}

export const decideFollowed: Decide<'landing.report-followed'> = (model, payload) => {
  const landing = model.landing.get(payload.landing)
  if (landing?.state.kind === 'following') {
    const { commit } = landing.state.move
    const notice = both(landing.state.notice, payload.notice)
    return events(
      { type: 'landing.completed', id: landing.id, notice },
      ...onThread(model, landing, (id) => ({ type: 'thread.landed', id, landing: landing.id, commit })),
    )
  }
  if (landing?.state.kind === 'undo-following') {
    return events(
      { type: 'landing.undone', id: landing.id, notice: both(landing.state.notice ?? null, payload.notice) },
      ...onThread(model, landing, (id) => ({ type: 'thread.readied', id })),
    )
  }
  return nothing
}

function both(first: string | null, second: string | null): string | null {
  return [first, second].filter((text) => text !== null).join(' ') || null
}

export const decideRefused: Decide<'landing.report-refused'> = (model, payload) => {
  const landing = model.landing.get(payload.landing)
  if (landing === undefined) return nothing
  return refusedIn(model, landing, payload.failure)
}

type Failure = Extract<Landing['state'], { kind: 'refused' }>['failure']

export function refusedIn(model: Model, landing: Landing, failure: Failure): Decision {
  switch (landing.state.kind) {
    case 'checkpointing':
    case 'merging':
    case 'proving':
    case 'following':
      return events(
        { type: 'landing.refused', id: landing.id, failure },
        ...onThread(model, landing, (id) => ({ type: 'thread.readied', id })),
      )
    case 'undoing':
    case 'undo-following':
      return events({ type: 'landing.undo-refused', id: landing.id, failure })
    default:
      return nothing
  }
}

function onThread(
  model: Model,
  landing: Landing,
  event: (id: Landing['thread']) => DomainEvent,
): readonly DomainEvent[] {
  return model.thread.get(landing.thread) === undefined ? [] : [event(landing.thread)]
}
