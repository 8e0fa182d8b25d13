import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationAccept: Decide<'automation.accept'> = () => nothing
