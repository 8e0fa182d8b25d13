import { type Decide, nothing } from '../../decision.ts'

export const decideCheckNegotiations: Decide<'negotiation.check'> = () => nothing
