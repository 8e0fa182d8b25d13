import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import type { Verification } from '../verification/state.ts'

/** Gates under way are broken off by a freeze; their threads stay as they are. */
export function stoppedGates(model: Model): readonly DomainEvent[] {
  return checked(model, 'gates').map(({ id, round }) => ({ type: 'verification.cancelled', id, round }))
}

/** They begin again from the first one on, on the same work. */
export function restartedGates(model: Model): readonly DomainEvent[] {
  return checked(model, 'cancelled').map(({ commit, gates, id, round, tree }) => {
    return { type: 'verification.started', id, round: round + 1, commit, tree, gates }
  })
}

/** Of threads that wait for nothing but their checks. */
function checked(model: Model, kind: Verification['state']['kind']): readonly Verification[] {
  return [...model.thread.values()].filter(isChecking).flatMap((thread) => {
    const verification = model.verification.get(thread.id)
    return verification?.state.kind === kind ? [verification] : []
  })
}

function isChecking({ discarding, prompts, state }: Thread): boolean {
  return state.kind === 'verifying' && state.checking === true && prompts.length === 0 && !discarding
}
