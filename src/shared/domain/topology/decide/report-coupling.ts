import { type Decide, nothing } from '../../decision.ts'

export const decideReportCoupling: Decide<'coupling.report'> = () => nothing
