import { type Decide, events, nothing } from '../../decision.ts'

export const decideOutboundReportFailed: Decide<'outbound.report-failed'> = (model, { failure, outbound }) => {
  if (model.outbound.get(outbound)?.state.kind !== 'sending') return nothing
  return events({ type: 'outbound.failed', id: outbound, failure })
}
