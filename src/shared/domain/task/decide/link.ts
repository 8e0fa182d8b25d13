import { type Decide, nothing } from '../../decision.ts'

export const decideLinkTask: Decide<'task.link'> = () => nothing

export const decideUnlinkTask: Decide<'task.unlink'> = () => nothing
