import type { Clock } from '../../../src/main/ports/clock.ts'
import { createManualClock } from '../../../src/main/ports/testing/manual-clock.ts'

export interface SteppedClock extends Clock {
  /** Lets time pass up to the next timer and runs what is due; false where none waits. */
  step(): boolean
}

/** A clock that stands still while anything is done, and jumps to the next timer once nothing is. */
export function createSteppedClock(): SteppedClock {
  const inner = createManualClock()
  const dues = new Set<{ readonly due: number }>()
  return {
    now: () => inner.now(),
    monotonic: () => inner.monotonic(),
    after(delayMs, run) {
      const timer = { due: inner.monotonic() + Math.max(0, delayMs) }
      dues.add(timer)
      const cancel = inner.after(delayMs, () => {
        dues.delete(timer)
        run()
      })
      return () => {
        dues.delete(timer)
        cancel()
      }
    },
    step() {
      let next = Number.POSITIVE_INFINITY
      for (const { due } of dues) next = Math.min(next, due)
      if (next === Number.POSITIVE_INFINITY) return false
      inner.advance(next - inner.monotonic())
      return true
    },
  }
}
