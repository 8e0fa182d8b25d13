import type { PoolEvent } from './events.ts'
import type { Pool } from './state.ts'

export function reducePool(_state: Pool | undefined, event: PoolEvent): Pool {
  return { id: event.id, limit: event.limit }
}
