import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundRefuse: Decide<'outbound.refuse'> = () => nothing
