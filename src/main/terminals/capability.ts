import type { Capability } from '../engine/capability.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { Terminals } from './terminals.ts'

export function terminalsCapability(terminals: Terminals): Capability {
  return { reactors: [closeTerminals(terminals)], preparers: [] }
}

/** Before a discarded thread's folder is moved away, in the same lane: nothing writes into it any more. */
function closeTerminals(terminals: Terminals): EffectHandler<'terminals.close'> {
  return {
    kind: 'terminals.close',
    async run({ thread }) {
      await terminals.closeThread(thread)
      return []
    },
    abandon: () => [],
  }
}
