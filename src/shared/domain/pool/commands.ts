import type { PoolLimits } from './state.ts'

export interface PoolCommands {
  /** A host has started: nothing of the earlier one is running any more. */
  readonly 'pool.start': { readonly payload: { readonly limit: number; readonly limits?: PoolLimits | undefined } }
  /** The limits are others from now on; threads that hold a slot keep it. */
  readonly 'pool.configure': { readonly payload: { readonly limit: number; readonly limits?: PoolLimits | undefined } }
  /** This host ends in order, as a person wished: what is under way goes on with the next one. */
  readonly 'pool.stop': { readonly payload: Readonly<Record<never, never>> }
  /** Every agent stops and nothing is dispatched; what was under way is kept, to go on with. */
  readonly 'pool.freeze': { readonly payload: Readonly<Record<never, never>> }
  /** `resume`: everything goes on where it was. `wind-down`: it stays stopped, each thread for a person to send on. */
  readonly 'pool.thaw': { readonly payload: { readonly how: 'resume' | 'wind-down' } }
}
