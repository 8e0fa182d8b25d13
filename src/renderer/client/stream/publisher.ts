import type { Timers } from './timers.ts'

/** No faster than a screen shows it. */
const frameMs = 16
const longestMs = 250
/** The page spends at most one part of its time in so many on showing patches. */
const share = 4

export interface PublisherOptions<Patch> {
  readonly timers: Timers
  /** What changed since the last patch; null where nothing did. */
  readonly make: () => Patch | null
  readonly post: (patch: Patch) => void
}

/** Sends what changed once a frame, and only after the last patch was shown: what comes meanwhile goes along. */
export class Publisher<Patch> {
  readonly #options: PublisherOptions<Patch>
  #pause = frameMs
  #last = Number.NEGATIVE_INFINITY
  #changed = false
  #unshown = false
  #timer = false

  constructor(options: PublisherOptions<Patch>) {
    this.#options = options
  }

  changed(): void {
    this.#changed = true
    this.#go()
  }

  shown(busyMs: number): void {
    this.#pause = Math.min(Math.max(frameMs, busyMs * (share - 1)), longestMs)
    this.#unshown = false
    this.#go()
  }

  #go(): void {
    const { timers, make, post } = this.#options
    if (!this.#changed || this.#unshown || this.#timer) return
    const early = this.#last + this.#pause - timers.now()
    if (early > 0) {
      this.#timer = true
      timers.after(early, () => {
        this.#timer = false
        this.#go()
      })
      return
    }
    this.#changed = false
    const patch = make()
    if (patch === null) return
    this.#last = timers.now()
    this.#unshown = true
    post(patch)
  }
}
