import { type Decide, nothing } from '../../decision.ts'

export const decideConfirm: Decide<'negotiation.confirm'> = () => nothing
