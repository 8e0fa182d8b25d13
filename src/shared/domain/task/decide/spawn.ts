import { type Decide, nothing } from '../../decision.ts'

export const decideSpawn: Decide<'task.spawn'> = () => nothing
