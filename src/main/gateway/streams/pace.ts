import type { Clock } from '../../ports/clock.ts'
import type { Connection } from '../connection.ts'

/** A stream sends at most one batch in this time. */
const batchMs = 16

export interface PaceOptions {
  readonly clock: Clock
  readonly connection: Connection
  readonly signal: AbortSignal | undefined
  readonly bufferedBytes: number
}

/** When one stream may send its next batch: not too often, and not to a client that doesn't read. */
export class Pace {
  readonly #options: PaceOptions
  #last = Number.NEGATIVE_INFINITY
  #waiting: (() => void) | null = null
  readonly wake = (): void => {
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.()
  }

  constructor(options: PaceOptions) {
    this.#options = options
    options.signal?.addEventListener('abort', this.wake)
  }

  get ended(): boolean {
    return this.#options.signal?.aborted === true
  }

  /** Waits until `due` says so (asked again at every `wake`) and a batch may be sent. False: the stream is over. */
  async until(due: () => boolean): Promise<boolean> {
    while (!due()) {
      if (this.ended) return false
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
    const { clock } = this.#options
    const early = this.#last + batchMs - clock.monotonic()
    if (early > 0 && !this.ended) await this.#sleep(early)
    return this.drained()
  }

  /** For pages of what is there already: waits only for the client to read. False: the stream is over. */
  async drained(): Promise<boolean> {
    const { clock, connection, bufferedBytes } = this.#options
    // Timers, sockets and other streams get their turn between two pages.
    await new Promise<void>((resolve) => void setImmediate(resolve))
    while (!this.ended && connection.buffered() > bufferedBytes) await this.#sleep(batchMs)
    this.#last = clock.monotonic()
    return !this.ended
  }

  close(): void {
    this.#options.signal?.removeEventListener('abort', this.wake)
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(milliseconds, resolve))
  }
}
