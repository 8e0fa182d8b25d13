import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationSwitch: Decide<'automation.switch'> = () => nothing
