/** A line to a host that a test cuts: streams over it wait for news until then, and break. */
export class Wire {
  cut = false
  readonly #waiting = new Set<() => void>()

  wake(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resume of waiting) resume()
  }

  sever(): void {
    this.cut = true
    this.wake()
  }

  /** An answer on its way: it arrives with the next news. */
  async travel(): Promise<void> {
    let arrived = false
    await this.until(() => {
      const before = arrived
      arrived = true
      return before
    })
  }

  /** Throws once the line is cut. */
  async until(due: () => boolean): Promise<void> {
    while (!this.cut && !due()) {
      await new Promise<void>((resume) => {
        this.#waiting.add(resume)
      })
    }
    if (this.cut) throw new Error('the line was cut')
  }
}
