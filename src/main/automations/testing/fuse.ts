/** Where a host dies: at the call with that number to what is outside it, before it is done or right after. */
export class Fuse {
  readonly #at: number
  readonly #when: 'before' | 'after'
  #calls = 0
  #armed: boolean
  #blown = false

  constructor(at = Number.POSITIVE_INFINITY, when: 'before' | 'after' = 'before') {
    this.#at = at
    this.#when = when
    this.#armed = at !== Number.POSITIVE_INFINITY
  }

  get blown(): boolean {
    return this.#blown
  }

  /** The same object, each of whose answers may never come. */
  guarding<Outside extends object>(outside: Outside): Outside {
    return new Proxy(outside, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        return (...args: readonly unknown[]) => {
          const call = () => Reflect.apply(found, target, args)
          return name === 'onStatusChange' ? call() : this.#pass(call)
        }
      },
    })
  }

  /** Counts from here on. */
  arm(): void {
    this.#calls = 0
    this.#armed = true
  }

  disarm(): void {
    this.#armed = false
  }

  async #pass(call: () => unknown): Promise<unknown> {
    if (this.#blown) return forever()
    if (this.#armed) this.#calls += 1
    const last = this.#armed && this.#calls === this.#at
    if (last) this.#blown = true
    if (last && this.#when === 'before') return forever()
    const answer = await call()
    return last ? forever() : answer
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined)
}
