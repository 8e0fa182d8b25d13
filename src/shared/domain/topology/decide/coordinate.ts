import { type Decide, nothing } from '../../decision.ts'

export const decideCoordinate: Decide<'project.coordinate'> = () => nothing
