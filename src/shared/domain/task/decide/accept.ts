import { type Decide, nothing } from '../../decision.ts'

export const decideAcceptTask: Decide<'task.accept'> = () => nothing
