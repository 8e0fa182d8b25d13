import { type Decide, nothing } from '../../decision.ts'

export const decidePropose: Decide<'run.propose'> = () => nothing
