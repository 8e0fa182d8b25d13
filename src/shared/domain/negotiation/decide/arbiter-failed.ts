import { type Decide, nothing } from '../../decision.ts'

export const decideArbiterFailed: Decide<'negotiation.report-arbiter-failed'> = () => nothing
