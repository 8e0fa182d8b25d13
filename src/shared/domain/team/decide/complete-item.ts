import { type Decide, nothing } from '../../decision.ts'

export const decideCompleteItem: Decide<'item.complete'> = () => nothing
