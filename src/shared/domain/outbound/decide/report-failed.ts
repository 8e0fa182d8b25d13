import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundReportFailed: Decide<'outbound.report-failed'> = () => nothing
