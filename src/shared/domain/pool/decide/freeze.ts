import { type Decide, nothing } from '../../decision.ts'

export const decideFreeze: Decide<'pool.freeze'> = () => nothing

export const decideThaw: Decide<'pool.thaw'> = () => nothing
