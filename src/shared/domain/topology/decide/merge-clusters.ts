import { type Decide, nothing } from '../../decision.ts'

export const decideMergeClusters: Decide<'cluster.merge'> = () => nothing
