import { type Decide, nothing } from '../../decision.ts'

export const decideIntroduce: Decide<'cluster.introduce'> = () => nothing
