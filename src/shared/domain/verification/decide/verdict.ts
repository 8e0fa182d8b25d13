import { type Decide, nothing } from '../../decision.ts'

export const decideVerdict: Decide<'verification.report-verdict'> = () => nothing

export const decideBeginVerifier: Decide<'verification.begin-verifier'> = () => nothing

export const decideVerifierFailed: Decide<'verification.report-verifier-failed'> = () => nothing
