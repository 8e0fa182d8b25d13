import { type Decide, nothing } from '../../decision.ts'

export const decideBegin: Decide<'task.begin'> = () => nothing

export const decideStartFailed: Decide<'task.report-start-failed'> = () => nothing
