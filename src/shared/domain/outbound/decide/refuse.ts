import { type Decide, events } from '../../decision.ts'
import { findOpen } from '../find.ts'

/** It is never written; one that failed is given up. */
export const decideOutboundRefuse: Decide<'outbound.refuse'> = (model, payload) => {
  const failed = model.outbound.get(payload.outbound)?.state.kind === 'failed'
  const found = findOpen(model, payload.outbound, failed ? 'failed' : 'staged')
  if (!found.ok) return found
  return events({ type: 'outbound.refused', id: found.value.id, reason: payload.reason ?? null })
}
