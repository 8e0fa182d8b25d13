import { type Decide, nothing } from '../../decision.ts'

export const decideSerialize: Decide<'coupling.serialize'> = () => nothing
