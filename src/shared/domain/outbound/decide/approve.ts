import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundApprove: Decide<'outbound.approve'> = () => nothing
