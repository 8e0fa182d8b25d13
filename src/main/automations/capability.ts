import type { Capability } from '../engine/capability.ts'
import { dispatchFiring } from './dispatch-firing.ts'
import { followFiring } from './follow-firing.ts'
import type { AutomationParts } from './services.ts'

export function automationsCapability(parts: AutomationParts): Capability {
  return { reactors: [dispatchFiring(parts), followFiring(parts)], preparers: [] }
}
