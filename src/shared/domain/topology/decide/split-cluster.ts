import { type Decide, nothing } from '../../decision.ts'

export const decideSplitCluster: Decide<'cluster.split'> = () => nothing
