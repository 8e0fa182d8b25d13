import { type Decide, nothing } from '../../decision.ts'

export const decideDeclineCluster: Decide<'cluster.decline'> = () => nothing
