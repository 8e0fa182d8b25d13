import type { PoolLimits } from './state.ts'

export type PoolEvent =
  | {
      readonly type: 'pool.configured'
      readonly id: 'pool'
      /** How many threads may hold a slot at once. */
      readonly limit: number
      /** Absent: as before. */
      readonly limits?: PoolLimits
    }
  | { readonly type: 'pool.stopped'; readonly id: 'pool' }
  /** Nothing is started and every turn is brought to its end, until the thaw. */
  | { readonly type: 'pool.frozen'; readonly id: 'pool' }
  | { readonly type: 'pool.thawed'; readonly id: 'pool'; readonly how: 'resume' | 'wind-down' }
  | {
      readonly type: 'pool.spent'
      readonly id: 'pool'
      readonly day: string
      readonly tokens: number
      readonly cost: number
      readonly workMs?: number
    }
  /** A part of the day's budget is spent. */
  | {
      readonly type: 'pool.budget-reached'
      readonly id: 'pool'
      readonly day: string
      readonly percent: 80 | 100
      readonly what: string
    }
