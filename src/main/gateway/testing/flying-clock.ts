import type { Clock } from '../../ports/clock.ts'

/** A clock on which every wait is over at the next turn of the event loop. */
export function createFlyingClock(): Clock {
  let elapsed = 0
  const monotonic = () => {
    elapsed += 1000
    return elapsed
  }
  return {
    now: () => 1_800_000_000_000 + monotonic(),
    monotonic,
    after: (_delay, run) => {
      const waiting = setImmediate(run)
      return () => clearImmediate(waiting)
    },
  }
}
