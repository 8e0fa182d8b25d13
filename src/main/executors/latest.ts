import type { Clock } from '../ports/clock.ts'

/** Changes that follow each other faster than this reach nobody's eye, in milliseconds. */
const intervalMs = 200

/**
 * Sends only the newest of a stream of values: while one is on its way, or was just sent, later ones
 * replace each other, so that a chatty agent costs a few commands a second and no queue.
 */
export class Latest<Value> {
  readonly #clock: Clock
  readonly #send: (value: Value) => Promise<unknown>
  #next: { readonly value: Value } | null = null
  #sending = false

  constructor(clock: Clock, send: (value: Value) => Promise<unknown>) {
    this.#clock = clock
    this.#send = send
  }

  offer(value: Value): void {
    this.#next = { value }
    if (!this.#sending) void this.#drain()
  }

  /** What has not been sent yet is out of date. */
  forget(): void {
    this.#next = null
  }

  async #drain(): Promise<void> {
    this.#sending = true
    for (let taken = this.#next; taken !== null; taken = this.#next) {
      this.#next = null
      await this.#send(taken.value)
      await new Promise<void>((resolve) => void this.#clock.after(intervalMs, resolve))
    }
    this.#sending = false
  }
}
