/** How many gates run at once on this host; whoever comes later waits, in order. */
export class GateSlots {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get full(): boolean {
    return this.#taken >= this.#limit
  }

  /** Resolves to the slot's release, to be called once; null where `signal` came first. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null
    if (!this.full) this.#taken += 1
    else if (!(await this.#turn(signal))) return null
    if (!signal.aborted) return () => this.#release()
    this.#release()
    return null
  }

  /** True once a slot was handed over, false where `signal` came first. */
  #turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve(true)
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1)
        resolve(false)
      }
      this.#waiting.push(go)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Handed on to whoever waits longest, without being free in between. */
  #release(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken -= 1
    else next()
  }
}
