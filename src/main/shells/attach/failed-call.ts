import { systemClock } from '../../adapters/clock/system-clock.ts'
import { refuse } from './failure-exit.ts'
import type { HostClient } from './host-client.ts'

/** How long after its last word a connection may take to end, in milliseconds. */
const closingMs = 1000

/** A call that failed because its host went away is a refusal like any other; everything else is a bug. */
export async function failedCall(client: Pick<HostClient, 'closed'>, error: unknown): Promise<never> {
  const waited = new Promise<false>((resolve) => systemClock.after(closingMs, () => resolve(false)))
  if (await Promise.race([client.closed.then(() => true), waited])) return hostGone()
  throw error
}

export function hostEnding(): never {
  return refuse('host-ending', 'The host is ending; nothing was done.', 'Run the command again.')
}

export function hostGone(): never {
  return refuse(
    'host-gone',
    'The host ended meanwhile. What it had taken in is kept.',
    'Run the command again to see where things stand.',
  )
}
