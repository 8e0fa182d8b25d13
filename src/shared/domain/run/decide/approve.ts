import { type Decide, nothing } from '../../decision.ts'

export const decideApprove: Decide<'run.approve'> = () => nothing
