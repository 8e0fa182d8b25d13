import type { Model } from '../../shared/domain/model.ts'
import type { Negotiation } from '../../shared/domain/negotiation/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'

/** The one that a thread is party of and that isn't over; the newest where there are several. */
export function openNegotiationOf(model: Model, { id, project }: Thread): Negotiation | undefined {
  const open = [...model.negotiation.within(project)].filter(
    ({ parties, state }) => state.kind !== 'settled' && parties.includes(id),
  )
  return open.sort((a, b) => a.openedAt - b.openedAt).at(-1)
}

/** The one that a thread is to decide. */
export function arbitratedBy(model: Model, { id, project }: Thread): Negotiation | undefined {
  for (const one of model.negotiation.within(project)) {
    if (one.state.kind === 'arbitrating' && one.state.arbiter === id) return one
  }
  return undefined
}
