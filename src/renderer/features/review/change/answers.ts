import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { Result } from '../../../../shared/kernel/result.ts'

/** Answers of the host that can't change any more, the latest so many. */
export class Answers<T> {
  readonly #limit: number
  readonly #known = new Map<string, T>()
  readonly #asked = new Map<string, Promise<Result<T, Failure>>>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): T | undefined {
    return this.#known.get(key)
  }

  /** Asks only where nobody has asked the same. A refusal is not kept. */
  load(key: string, ask: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
    const under = this.#asked.get(key)
    if (under !== undefined) return under
    const asked = ask().then((answer) => {
      this.#asked.delete(key)
      if (answer.ok) this.#keep(key, answer.value)
      return answer
    })
    this.#asked.set(key, asked)
    return asked
  }

  #keep(key: string, value: T): void {
    this.#known.delete(key)
    this.#known.set(key, value)
    const [oldest] = this.#known.keys()
    if (this.#known.size > this.#limit && oldest !== undefined) this.#known.delete(oldest)
  }
}
