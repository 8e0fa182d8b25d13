import { type Decide, nothing } from '../../decision.ts'

export const decideAddItem: Decide<'item.add'> = () => nothing
