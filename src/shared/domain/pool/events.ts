export type PoolEvent =
  | {
      readonly type: 'pool.configured'
      readonly id: 'pool'
      /** How many threads may hold a slot at once. */
      readonly limit: number
    }
  | { readonly type: 'pool.stopped'; readonly id: 'pool' }
