import { type Decide, nothing } from '../../decision.ts'

export const decideMoveTask: Decide<'task.move'> = () => nothing

export const decideRemoveTask: Decide<'task.remove'> = () => nothing
