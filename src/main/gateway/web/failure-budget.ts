import type { Clock } from '../../ports/clock.ts'

/** Failed attempts a second, over all clients: guessing is slow wherever it comes from. */
const perSecond = 10

export class FailureBudget {
  readonly #clock: Clock
  #left = perSecond
  #at: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.monotonic()
  }

  /** No attempt is looked at until some time has passed. */
  get exhausted(): boolean {
    this.#refill()
    return this.#left < 1
  }

  spend(): void {
    this.#refill()
    this.#left = Math.max(0, this.#left - 1)
  }

  #refill(): void {
    const now = this.#clock.monotonic()
    this.#left = Math.min(perSecond, this.#left + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
  }
}
