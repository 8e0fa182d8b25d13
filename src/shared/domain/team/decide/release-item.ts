import { type Decide, nothing } from '../../decision.ts'

export const decideReleaseItem: Decide<'item.release'> = () => nothing
