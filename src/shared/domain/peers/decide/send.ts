import { type Decide, nothing } from '../../decision.ts'

export const decideSend: Decide<'peers.send'> = () => nothing
