import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import { weigh } from './weigh.ts'

/** What one reader of a transcript has not been sent yet; gives everything up rather than grow. */
export class WaitingWrites {
  readonly #limit: { readonly writes: number; readonly size: number }
  #writes: TranscriptWrite[] = []
  #size = 0
  #overflowed = false

  constructor(limit: { readonly writes: number; readonly size: number }) {
    this.#limit = limit
  }

  get empty(): boolean {
    return this.#writes.length === 0 && !this.#overflowed
  }

  add(writes: readonly TranscriptWrite[]): void {
    if (this.#overflowed) return
    for (const write of writes) {
      this.#writes.push(write)
      this.#size += weigh(write)
    }
    if (this.#writes.length <= this.#limit.writes && this.#size <= this.#limit.size) return
    this.#writes = []
    this.#overflowed = true
  }

  /** Everything that waits; `overflow` when it was given up. Begins anew. */
  take(): readonly TranscriptWrite[] | 'overflow' {
    const taken = this.#overflowed ? 'overflow' : this.#writes
    this.#writes = []
    this.#size = 0
    this.#overflowed = false
    return taken
  }
}
