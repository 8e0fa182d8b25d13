import { type Decide, nothing } from '../../decision.ts'

export const decideChooseCandidate: Decide<'task.choose'> = () => nothing
