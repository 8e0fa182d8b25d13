import { type Decide, nothing } from '../../decision.ts'

export const decideBeginArbiter: Decide<'negotiation.begin-arbiter'> = () => nothing
