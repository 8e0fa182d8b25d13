/** How many clients are attached over all transports, for whoever must know when the last one leaves. */
export class ClientRegistry {
  readonly #listeners = new Set<(count: number) => void>()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Counts one client in; the returned function counts it out, once. */
  enter(): () => void {
    let inside = true
    this.#change(1)
    return () => {
      if (!inside) return
      inside = false
      this.#change(-1)
    }
  }

  onChange(listener: (count: number) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #change(by: number): void {
    this.#count += by
    for (const listener of [...this.#listeners]) listener(this.#count)
  }
}
