import type { Clock } from '../../ports/clock.ts'

/** Messages a session may send at once, and how many it gains a second. */
const burst = 100
const perSecond = 20
/** Messages of a session that may be at work at the same time. */
const abreast = 16

/** How much a session may ask for: an agent that runs wild slows down itself and nobody else. */
export class Allowance {
  readonly #clock: Clock
  #left = burst
  #at: number
  #open = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.monotonic()
  }

  /** How to end what was begun; null where it may not begin now. */
  take(messages: number): (() => void) | null {
    const now = this.#clock.monotonic()
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
    if (this.#left < messages || this.#open >= abreast) return null
    this.#left -= messages
    this.#open += 1
    return () => {
      this.#open -= 1
    }
  }
}
