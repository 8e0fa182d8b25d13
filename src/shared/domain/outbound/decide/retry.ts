import { type Decide, nothing } from '../../decision.ts'

export const decideOutboundRetry: Decide<'outbound.retry'> = () => nothing
