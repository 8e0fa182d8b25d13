import { type Decide, nothing } from '../../decision.ts'

export const decideSettleNegotiation: Decide<'negotiation.settle'> = () => nothing
