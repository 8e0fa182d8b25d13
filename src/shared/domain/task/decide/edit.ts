import { type Decide, nothing } from '../../decision.ts'

export const decideEditTask: Decide<'task.edit'> = () => nothing
