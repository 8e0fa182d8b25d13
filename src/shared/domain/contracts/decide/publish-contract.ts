import { type Decide, nothing } from '../../decision.ts'

export const decidePublishContract: Decide<'contract.publish'> = () => nothing
