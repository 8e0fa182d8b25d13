import type { Capability } from '../engine/capability.ts'
import type { Gates } from './gates.ts'
import { prepareDispatchGates, preparePlanGates } from './prepare-gates.ts'
import { proveLanding } from './prove-landing.ts'
import { cancelGates, runGates } from './run-gates.ts'

/** After the worktrees: its preparers look into the commit that those found. */
export function gatesCapability(gates: Gates): Capability {
  const { git } = gates.services
  return {
    reactors: [runGates(gates), cancelGates(gates), proveLanding(gates)],
    preparers: [prepareDispatchGates(git), preparePlanGates(git)],
  }
}
