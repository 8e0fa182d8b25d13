import { type Decide, nothing } from '../../decision.ts'

export const decideReport: Decide<'task.report'> = () => nothing

export const decideReportDependency: Decide<'task.report-dependency'> = () => nothing
