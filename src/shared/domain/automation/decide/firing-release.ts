import { type Decide, nothing } from '../../decision.ts'

export const decideFiringRelease: Decide<'firing.release'> = () => nothing
