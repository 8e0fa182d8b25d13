import type { DesktopPlace } from '../../../shared/contract/desktop.ts'

/** Places wait here until the page reads them: it may still be loading, or be loading again. */
const longestQueue = 20

/** Where one window is to go; read by one stream at a time, and a new one takes over. */
export class PlaceQueue {
  readonly #waiting: DesktopPlace[] = []
  #reader: symbol | null = null
  #wake: () => void = () => undefined

  open(place: DesktopPlace): void {
    this.#waiting.push(place)
    if (this.#waiting.length > longestQueue) this.#waiting.shift()
    this.#wake()
  }

  async *stream(signal: AbortSignal | undefined): AsyncGenerator<DesktopPlace, void> {
    const reader = Symbol('reader')
    this.#reader = reader
    // Whoever read before looks up, and leaves.
    this.#wake()
    signal?.addEventListener('abort', () => this.#wake(), { once: true })
    while (this.#reader === reader && signal?.aborted !== true) {
      const place = this.#waiting.shift()
      if (place !== undefined) yield place
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
