import { type Decide, nothing } from '../../decision.ts'

export const decideJoinCluster: Decide<'cluster.join'> = () => nothing
