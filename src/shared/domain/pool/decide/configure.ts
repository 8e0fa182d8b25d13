import { type Decide, events, nothing } from '../../decision.ts'
import { defaultPoolLimits, type Pool, type PoolLimits } from '../state.ts'

/** Slots that higher limits free are granted with it; lower ones take effect as turns end. */
export const decideConfigure: Decide<'pool.configure'> = (model, { limit, limits }) => {
  const pool = model.pool.get('pool')
  if (pool?.limit === limit && (limits === undefined || areSame(pool, limits))) return nothing
  return events({ type: 'pool.configured', id: 'pool', limit, ...(limits === undefined ? {} : { limits }) })
}

function areSame({ limits = defaultPoolLimits }: Pool, others: PoolLimits): boolean {
  return canonical(limits) === canonical(others)
}

/** The same for the same limits, whatever the order of their names. */
function canonical(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
