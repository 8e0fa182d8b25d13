import { type Decide, nothing } from '../../decision.ts'

export const decideDissolveCluster: Decide<'cluster.dissolve'> = () => nothing
