import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { HostOwner } from '../../ports/host-lock.ts'
import { hostLocks } from '../compose/host-locks.ts'
import { type BackgroundHost, type BackgroundPlace, hostLog, startBackgroundHost } from './background-host.ts'
import { Refused, refuse } from './failure-exit.ts'
import { connectHost, type HostClient } from './host-client.ts'

export type Place = BackgroundPlace

/** How long a starting host is waited for, in milliseconds. */
const patienceMs = 30_000
const lookMs = 20

/** The running host, or null when there is none. A host that is just starting or ending is waited for. */
export async function findHost(place: Place): Promise<HostClient | null> {
  const until = systemClock.monotonic() + patienceMs
  for (;;) {
    const owner = await hostLocks().owner(place.dataFolder)
    if (owner === null) return null
    const client = await connectTo(owner)
    if (client !== null) return client
    if (systemClock.monotonic() > until) return unreachable(owner)
    await pause()
  }
}

/** The running host, else one that this starts and that ends when it has nothing left to do. */
export async function ensureHost(place: Place): Promise<HostClient> {
  const until = systemClock.monotonic() + patienceMs
  let started: BackgroundHost | null = null
  for (;;) {
    const present = await findHost(place)
    if (present !== null) return present
    if (started === null) started = startBackgroundHost(place)
    else if (!alive(started.pid)) {
      // Of two that start at once the loser ends; a client of it goes to the winner.
      const refusal = await started.refusal()
      if (refusal !== null && refusal.code !== 'host-running') throw new Refused(refusal)
      started = null
    }
    if (systemClock.monotonic() > until) return notStarted(place)
    await pause()
  }
}

async function connectTo(owner: HostOwner): Promise<HostClient | null> {
  if (owner.address === null) return null
  const connected = await connectHost(owner.address)
  if (connected.ok) return connected.value
  // An ending host closes its door before it gives the lock free.
  if (connected.error.code === 'host-unreachable') return null
  throw new Refused(connected.error)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => systemClock.after(lookMs, resolve))
}

function unreachable(owner: HostOwner): never {
  return refuse(
    'host-unreachable',
    `A host (process ${owner.identity.pid}) owns the data folder but can't be reached; nothing was done.`,
    'End that process, then try again.',
  )
}

function notStarted(place: Place): never {
  return refuse(
    'host-not-started',
    `No host could be started for ${place.dataFolder}; nothing was done.`,
    `Read ${hostLog(place.dataFolder)}, or run "switchyard serve" to see why.`,
  )
}
