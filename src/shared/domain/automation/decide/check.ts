import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationCheck: Decide<'automation.check'> = () => nothing
