import { type Decide, nothing } from '../../decision.ts'

export const decideStillness: Decide<'recovery.report-stillness'> = () => nothing

export const decideLoop: Decide<'recovery.report-loop'> = () => nothing
