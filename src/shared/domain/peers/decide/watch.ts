import { type Decide, nothing } from '../../decision.ts'

export const decideWatch: Decide<'peers.watch'> = () => nothing
