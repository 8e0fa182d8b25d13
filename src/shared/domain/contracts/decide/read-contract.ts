import { type Decide, nothing } from '../../decision.ts'

export const decideReadContract: Decide<'contract.read'> = () => nothing
