import type { Clock } from '../clock.ts'

export interface ManualClock extends Clock {
  /** Lets `elapsedMs` pass; what falls due runs in order of its time, with the clock showing that time. */
  advance(elapsedMs: number): void
  /** Moves the wall clock only, as a correction or a change by the user does. Timers don't notice. */
  jump(byMs: number): void
  /** How many timers wait. */
  pending(): number
}

interface Timer {
  readonly due: number
  readonly run: () => void
}

/** A clock that stands still until told; `startMs` is its first wall time in epoch milliseconds. */
export function createManualClock(startMs = 1_800_000_000_000): ManualClock {
  const timers = new Set<Timer>()
  let elapsed = 0
  let offset = startMs

  const nextDue = (limit: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers) {
      if (timer.due <= limit && (next === undefined || timer.due < next.due)) next = timer
    }
    return next
  }

  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    after(delayMs, run) {
      const timer = { due: elapsed + Math.max(0, delayMs), run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(elapsedMs) {
      const target = elapsed + elapsedMs
      for (let timer = nextDue(target); timer !== undefined; timer = nextDue(target)) {
        timers.delete(timer)
        elapsed = timer.due
        timer.run()
      }
      elapsed = target
    },
    jump(byMs) {
      offset += byMs
    },
    pending: () => timers.size,
  }
}
