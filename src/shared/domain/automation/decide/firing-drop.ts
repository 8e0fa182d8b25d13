import { type Decide, nothing } from '../../decision.ts'

export const decideFiringDrop: Decide<'firing.drop'> = () => nothing
