import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationReportHealth: Decide<'automation.report-health'> = () => nothing
