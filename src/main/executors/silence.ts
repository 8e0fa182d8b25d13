import type { Clock } from '../ports/clock.ts'

/** An agent in its turn that has said nothing for so long is shown as silent, in milliseconds. */
const silentAfterMs = 120_000
const lookMs = 30_000

export interface SilenceOptions {
  readonly clock: Clock
  /** Milliseconds of the monotonic clock at which the agent was last heard. */
  readonly heardAt: () => number
  /** With milliseconds since the epoch at which it was last heard; null once it is heard again. */
  readonly changed: (since: number | null) => void
}

/** Looks now and then whether an agent still says anything. It judges nothing: a long build is silent too. */
export class Silence {
  readonly #options: SilenceOptions
  #silent = false
  #cancel: (() => void) | null = null

  constructor(options: SilenceOptions) {
    this.#options = options
  }

  watch(): void {
    this.stop()
    this.#silent = false
    this.#wait()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #wait(): void {
    this.#cancel = this.#options.clock.after(lookMs, () => {
      this.#look()
      this.#wait()
    })
  }

  #look(): void {
    const { changed, clock, heardAt } = this.#options
    const quietMs = clock.monotonic() - heardAt()
    const silent = quietMs >= silentAfterMs
    if (silent === this.#silent) return
    this.#silent = silent
    changed(silent ? clock.now() - quietMs : null)
  }
}
