import { type Decide, nothing } from '../../decision.ts'

export const decideCheckExpiry: Decide<'peers.check-expiry'> = () => nothing
