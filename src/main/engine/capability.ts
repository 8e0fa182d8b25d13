import type { AnyEffectHandler } from './effect-handler.ts'
import type { AnyPreparer } from './preparer.ts'
import type { Tool } from './tool.ts'

/** What a capability folder offers to the engine. */
export interface Capability {
  readonly reactors: readonly AnyEffectHandler[]
  readonly preparers: readonly AnyPreparer[]
  /** What it offers to agents. */
  readonly tools?: readonly Tool[]
}
