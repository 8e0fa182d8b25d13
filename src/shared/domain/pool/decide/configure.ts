import { type Decide, events, nothing } from '../../decision.ts'

/** Slots that a higher limit frees are granted with it; a lower one takes effect as turns end. */
export const decideConfigure: Decide<'pool.configure'> = (model, { limit }) =>
  model.pool.get('pool')?.limit === limit ? nothing : events({ type: 'pool.configured', id: 'pool', limit })
