import type { Capability } from '../engine/capability.ts'
import { followLanding, followUndo } from './follow-landing.ts'
import { type LandingServices, mergeLanding, undoLanding } from './merge-landing.ts'

export function landingCapability(services: LandingServices): Capability {
  return {
    reactors: [mergeLanding(services), followLanding(services.git), undoLanding(services), followUndo(services.git)],
    preparers: [],
  }
}
