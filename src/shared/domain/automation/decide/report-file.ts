import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationReportFile: Decide<'automation.report-file'> = () => nothing
