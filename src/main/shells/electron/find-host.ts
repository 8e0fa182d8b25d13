import type { Failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { Refused } from '../attach/failure-exit.ts'
import { hostLocks } from '../compose/host-locks.ts'
import type { HostOptions } from '../compose/host-options.ts'
import { attachHost } from './attached-host.ts'
import type { DesktopHost } from './desktop-host.ts'
import { openOwnHost } from './own-host.ts'

/** How long a host that starts or ends is waited for, in milliseconds. */
const patienceMs = 30_000
const lookMs = 50

/** The host of the data folder: the one that owns it already, else a new one in this process. */
export async function findDesktopHost(options: HostOptions): Promise<Result<DesktopHost, Failure>> {
  const until = systemClock.monotonic() + patienceMs
  for (;;) {
    const own = await openOwnHost(options)
    if (own.ok || own.error.code !== 'host-running') return own
    const attached = await attachToOwner(options.dataFolder)
    if (attached !== null) return attached
    if (systemClock.monotonic() > until) return own
    await new Promise<void>((resolve) => systemClock.after(lookMs, resolve))
  }
}

/** Null where the owner can't be talked to now, and may have to be replaced. */
async function attachToOwner(dataFolder: string): Promise<Result<DesktopHost, Failure> | null> {
  const owner = await hostLocks().owner(dataFolder)
  if (owner === null || owner.address === null) return null
  try {
    const attached = await attachHost(owner.address)
    if (attached.ok) return ok(attached.value)
    return attached.error.code === 'host-unreachable' ? null : attached
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // It went away while it was being joined.
    return error.failure.code === 'host-ending' || error.failure.code === 'host-gone' ? null : err(error.failure)
  }
}
