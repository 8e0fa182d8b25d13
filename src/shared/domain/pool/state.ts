export interface Pool {
  readonly id: 'pool'
  /** How many threads may hold a slot at once. */
  readonly limit: number
  /** The last host ended in order; one that was killed leaves this false. */
  readonly stopped: boolean
}
