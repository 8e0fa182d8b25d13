import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationPause: Decide<'automation.pause'> = () => nothing
