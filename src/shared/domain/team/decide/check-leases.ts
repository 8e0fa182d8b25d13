import { type Decide, nothing } from '../../decision.ts'

export const decideCheckLeases: Decide<'item.check-leases'> = () => nothing
