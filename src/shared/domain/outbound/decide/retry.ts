import { type Decide, events, refuse } from '../../decision.ts'
import { findOpen } from '../find.ts'

/** It was approved once, and is written as it was approved. */
export const decideOutboundRetry: Decide<'outbound.retry'> = (model, payload, { actor }) => {
  const found = findOpen(model, payload.outbound, 'failed')
  if (!found.ok) return found
  if (actor === 'person') return events({ type: 'outbound.approved', id: found.value.id, by: 'person' })
  return refuse('person-needed', 'Only a person has it tried again. Nothing was changed.', 'Ask them.')
}
