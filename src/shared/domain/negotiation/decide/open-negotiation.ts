import { type Decide, nothing } from '../../decision.ts'

export const decideOpenNegotiation: Decide<'negotiation.open'> = () => nothing
