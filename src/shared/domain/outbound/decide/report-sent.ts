import { type Decide, events, nothing } from '../../decision.ts'

export const decideOutboundReportSent: Decide<'outbound.report-sent'> = (model, { link, outbound, reference }) => {
  if (model.outbound.get(outbound)?.state.kind !== 'sending') return nothing
  return events({ type: 'outbound.sent', id: outbound, link, reference })
}
