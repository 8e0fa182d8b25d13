import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import type { Negotiation } from './state.ts'

/** The parties that something can still be settled with. */
export function activeParties(model: Model, { parties }: Pick<Negotiation, 'parties'>): readonly Thread[] {
  return parties.flatMap((id) => {
    const thread = model.thread.get(id)
    return thread === undefined || isGone(thread) ? [] : [thread]
  })
}

/** Its work has landed, was thrown away, or another attempt took its place: it talks with nobody any more. */
export function isGone({ archived, discarding, role, state }: Thread): boolean {
  if (archived || discarding || role !== undefined) return true
  if (state.kind === 'landed' || state.kind === 'discarded') return true
  return state.kind === 'parked' && state.reason.code === 'superseded'
}
