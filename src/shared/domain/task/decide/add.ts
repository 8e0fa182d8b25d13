import { type Decide, nothing } from '../../decision.ts'

export const decideAddTask: Decide<'task.add'> = () => nothing
