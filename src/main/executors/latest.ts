/**
 * Sends only the newest of a stream of values: while one is on its way, later ones replace each
 * other, so that a chatty agent costs one command per commit and no queue.
 */
export class Latest<Value> {
  readonly #send: (value: Value) => Promise<unknown>
  #next: { readonly value: Value } | null = null
  #sending = false

  constructor(send: (value: Value) => Promise<unknown>) {
    this.#send = send
  }

  offer(value: Value): void {
    this.#next = { value }
    if (!this.#sending) void this.#drain()
  }

  async #drain(): Promise<void> {
    this.#sending = true
    for (let taken = this.#next; taken !== null; taken = this.#next) {
      this.#next = null
      await this.#send(taken.value)
    }
    this.#sending = false
  }
}
