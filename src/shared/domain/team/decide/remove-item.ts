import { type Decide, nothing } from '../../decision.ts'

export const decideRemoveItem: Decide<'item.remove'> = () => nothing
