import { type Decide, nothing } from '../../decision.ts'

export const decideUpdateItem: Decide<'item.update'> = () => nothing
