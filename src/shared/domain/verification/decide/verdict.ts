import { type Decide, nothing } from '../../decision.ts'

export const decideVerdict: Decide<'verification.report-verdict'> = () => nothing
