import { type Decide, nothing } from '../../decision.ts'

export const decideFiringReportUndispatched: Decide<'firing.report-undispatched'> = () => nothing
