export interface PoolCommands {
  /** A host has started: nothing of the earlier one is running any more. */
  readonly 'pool.start': { readonly payload: { readonly limit: number } }
}
