import type { Clock } from '../ports/clock.ts'

/** An agent in its turn that has said nothing for so long is shown as silent, in milliseconds. */
const silentAfterMs = 120_000
const seldomMs = 30_000

export interface SilenceOptions {
  readonly clock: Clock
  /** Milliseconds of the monotonic clock at which the agent was last heard. */
  readonly heardAt: () => number
  /** With milliseconds since the epoch at which it was last heard; null once it is heard again. */
  readonly changed: (since: number | null) => void
  /** Milliseconds between two looks at most; absent: 30 s. */
  readonly everyMs?: number
  /** Called at each look, with how long it has been silent in milliseconds. */
  readonly looked?: (quietMs: number) => void
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
    const { clock, everyMs = seldomMs } = this.#options
    this.#cancel = clock.after(Math.min(everyMs, seldomMs), () => {
      this.#look()
      this.#wait()
    })
  }

  #look(): void {
    const { changed, clock, heardAt, looked } = this.#options
    const quietMs = clock.monotonic() - heardAt()
    looked?.(quietMs)
    const silent = quietMs >= silentAfterMs
    if (silent === this.#silent) return
    this.#silent = silent
    changed(silent ? clock.now() - quietMs : null)
  }
}
