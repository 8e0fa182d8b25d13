const firstMs = 250
const longestMs = 5000

/** How long to wait before the next try: twice as long each time, from a quarter of a second to five seconds. */
export class BackOff {
  #next = firstMs

  next(): number {
    const pause = this.#next
    this.#next = Math.min(pause * 2, longestMs)
    return pause
  }

  reset(): void {
    this.#next = firstMs
  }
}
