import { type Decide, nothing } from '../../decision.ts'

export const decideGateEnded: Decide<'verification.report-gate'> = () => nothing

export const decideGatesEnded: Decide<'verification.report-ended'> = () => nothing

export const decideGatesCancelled: Decide<'verification.report-cancelled'> = () => nothing
