import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundStage: Decide<'outbound.stage'> = () => nothing
