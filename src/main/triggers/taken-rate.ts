import type { Clock } from '../ports/clock.ts'

/** Messages a minute that are taken in, and attempts a minute that may fail: apart, so that strangers don't use up the first. */
const perMinute = { taken: 120, failed: 60 }
const minuteMs = 60_000

export class TakenRate {
  readonly #clock: Clock
  #left = { ...perMinute }
  #at: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.monotonic()
  }

  /** Counts one that failed; false where too many did. */
  fail(): boolean {
    return this.#use('failed')
  }

  /** False where no more may be taken in for now. */
  take(): boolean {
    return this.#use('taken')
  }

  #use(of: keyof typeof perMinute): boolean {
    this.#refill()
    if (this.#left[of] < 1) return false
    this.#left[of] -= 1
    return true
  }

  #refill(): void {
    const now = this.#clock.monotonic()
    const part = (now - this.#at) / minuteMs
    this.#at = now
    const { failed, taken } = perMinute
    this.#left = {
      taken: Math.min(taken, this.#left.taken + part * taken),
      failed: Math.min(failed, this.#left.failed + part * failed),
    }
  }
}
