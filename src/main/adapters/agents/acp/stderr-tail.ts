/** The last bytes that a process wrote to its error output; what is older is forgotten. */
export class StderrTail {
  readonly #limit: number
  #parts: Buffer[] = []
  #length = 0

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): void {
    const kept = chunk.length > this.#limit ? chunk.subarray(-this.#limit) : chunk
    this.#parts.push(kept)
    this.#length += kept.length
    if (this.#length > this.#limit * 4) this.#compact()
  }

  text(): string {
    this.#compact()
    return Buffer.concat(this.#parts).toString('utf8').trim()
  }

  /** Copies, so that the large chunks the tail was cut from are let go. */
  #compact(): void {
    const tail = Buffer.from(Buffer.concat(this.#parts).subarray(-this.#limit))
    this.#parts = [tail]
    this.#length = tail.length
  }
}
