import { type Decide, nothing } from '../../decision.ts'

export const decideFiringReportDispatched: Decide<'firing.report-dispatched'> = () => nothing
