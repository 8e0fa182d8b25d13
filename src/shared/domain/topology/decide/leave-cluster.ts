import { type Decide, nothing } from '../../decision.ts'

export const decideLeaveCluster: Decide<'cluster.leave'> = () => nothing
