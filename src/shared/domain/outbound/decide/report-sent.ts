import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundReportSent: Decide<'outbound.report-sent'> = () => nothing
