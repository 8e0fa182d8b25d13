import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationFire: Decide<'automation.fire'> = () => nothing
