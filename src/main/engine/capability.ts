import type { AnyEffectHandler } from './effect-handler.ts'
import type { AnyPreparer } from './preparer.ts'

/** What a capability folder offers to the engine. */
export interface Capability {
  readonly reactors: readonly AnyEffectHandler[]
  readonly preparers: readonly AnyPreparer[]
}
