import { type Decide, nothing } from '../../decision.ts'

export const decideJoinNegotiation: Decide<'negotiation.join'> = () => nothing
