import { type Decide, nothing } from '../../decision.ts'

export const decideAutomationStopAll: Decide<'automation.stop-all'> = () => nothing
