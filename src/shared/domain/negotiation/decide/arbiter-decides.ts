import { type Decide, nothing } from '../../decision.ts'

export const decideArbiterDecides: Decide<'negotiation.decide'> = () => nothing
