import { type Decide, nothing } from '../../decision.ts'

export const decideAssignItem: Decide<'item.assign'> = () => nothing
