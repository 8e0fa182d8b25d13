import type { Clock } from '../../ports/clock.ts'
import { Refused } from './failure-exit.ts'

/** An ending host first ends its agents; how long the next one is waited for, in milliseconds. */
const patienceMs = 30_000
const lookMs = 50

/**
 * Tries again while the host that was found is just ending: it refused before it did anything, and
 * the next attempt finds another, or starts one. Attempts must change nothing before their first command.
 */
export async function pastAnEndingHost<Value>(
  attempt: () => Promise<Value>,
  clock: Pick<Clock, 'monotonic' | 'after'>,
): Promise<Value> {
  const until = clock.monotonic() + patienceMs
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const ending = error instanceof Refused && error.failure.code === 'host-ending'
      if (!ending || clock.monotonic() >= until) throw error
    }
    await new Promise<void>((resolve) => void clock.after(lookMs, resolve))
  }
}
