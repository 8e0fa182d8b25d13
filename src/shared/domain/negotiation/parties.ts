import type { Model } from '../model.ts'
import { mayHear } from '../peers/gone.ts'
import type { Thread } from '../thread/state.ts'
import type { Negotiation } from './state.ts'

/** The parties that something can still be settled with. */
export function activeParties(model: Model, { parties }: Pick<Negotiation, 'parties'>): readonly Thread[] {
  return parties.flatMap((id) => {
    const thread = model.thread.get(id)
    return thread === undefined || thread.role !== undefined || !mayHear(thread) ? [] : [thread]
  })
}
