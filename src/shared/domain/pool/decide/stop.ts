import { type Decide, events } from '../../decision.ts'

/** The host's last word, so that the next one knows that nothing went wrong. */
export const decideStop: Decide<'pool.stop'> = () => events({ type: 'pool.stopped', id: 'pool' })
