import { type Decide, nothing } from '../../decision.ts'

export const decideConfigureRun: Decide<'run.configure'> = () => nothing
