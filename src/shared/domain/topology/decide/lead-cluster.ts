import { type Decide, nothing } from '../../decision.ts'

export const decideLeadCluster: Decide<'cluster.lead'> = () => nothing
