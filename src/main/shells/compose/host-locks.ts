import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createHostLocks } from '../../adapters/host-lock/host-locks.ts'
import { processIdentities } from '../../adapters/process/process-list.ts'
import type { HostLockPort } from '../../ports/host-lock.ts'

export function hostLocks(): HostLockPort {
  return createHostLocks({ processes: processIdentities, clock: systemClock })
}
