import { type Decide, nothing } from '../../decision.ts'

export const decideRead: Decide<'peers.read'> = () => nothing
