import { type Decide, nothing } from '../../decision.ts'

export const decideClaimItem: Decide<'item.claim'> = () => nothing
