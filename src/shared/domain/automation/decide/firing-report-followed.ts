import { type Decide, nothing } from '../../decision.ts'

export const decideFiringReportFollowed: Decide<'firing.report-followed'> = () => nothing
