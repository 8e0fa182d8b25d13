import type { StoredEvent } from '../../../shared/domain/event.ts'
import { weigh } from './weigh.ts'

/** The newest committed events, kept once for all clients: a slow client costs no memory of its own. */
export class RecentEvents {
  readonly #limit: { readonly events: number; readonly size: number }
  #events: StoredEvent[] = []
  #sizes: number[] = []
  /** How many at the front are given up already. */
  #gone = 0
  #size = 0

  constructor(limit: { readonly events: number; readonly size: number }) {
    this.#limit = limit
  }

  add(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const size = weigh(event)
      this.#events.push(event)
      this.#sizes.push(size)
      this.#size += size
    }
    while (this.#events.length - this.#gone > this.#limit.events || this.#size > this.#limit.size) {
      this.#size -= this.#sizes[this.#gone] ?? 0
      this.#gone += 1
    }
    if (this.#gone <= this.#limit.events) return
    this.#events = this.#events.slice(this.#gone)
    this.#sizes = this.#sizes.slice(this.#gone)
    this.#gone = 0
  }

  /** At most `limit` events after `sequence`; null when the next one is no longer (or was never) here. */
  after(sequence: number, limit: number): readonly StoredEvent[] | null {
    const first = this.#events[this.#gone]
    if (first === undefined || sequence + 1 < first.sequence) return null
    const at = this.#gone + sequence + 1 - first.sequence
    return this.#events.slice(at, at + limit)
  }
}
