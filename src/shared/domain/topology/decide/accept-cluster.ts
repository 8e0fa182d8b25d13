import { type Decide, nothing } from '../../decision.ts'

export const decideAcceptCluster: Decide<'cluster.accept'> = () => nothing
