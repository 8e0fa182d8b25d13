import { type Decide, nothing } from '../../decision.ts'

export const decideRetryTask: Decide<'task.retry'> = () => nothing
