import { type Decide, nothing } from '../../decision.ts'

export const decideIgnoreCoupling: Decide<'coupling.ignore'> = () => nothing
