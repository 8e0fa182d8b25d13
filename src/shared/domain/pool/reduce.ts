import { existing } from '../existing.ts'
import type { PoolEvent } from './events.ts'
import type { Pool } from './state.ts'

export function reducePool(state: Pool | undefined, event: PoolEvent): Pool {
  if (event.type === 'pool.stopped') return { ...existing(state, event), stopped: true }
  return { id: event.id, limit: event.limit, stopped: false }
}
