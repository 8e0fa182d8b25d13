export interface PoolCommands {
  /** A host has started: nothing of the earlier one is running any more. */
  readonly 'pool.start': { readonly payload: { readonly limit: number } }
  /** The limit is another one from now on; threads that hold a slot keep it. */
  readonly 'pool.configure': { readonly payload: { readonly limit: number } }
  /** This host ends in order, as a person wished: what is under way goes on with the next one. */
  readonly 'pool.stop': { readonly payload: Readonly<Record<never, never>> }
}
