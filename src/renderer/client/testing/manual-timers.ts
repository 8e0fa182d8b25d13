import type { Timers } from '../stream/timers.ts'

interface Timer {
  readonly due: number
  readonly callback: () => void
}

/** Timers that stand still until told. */
export class ManualTimers implements Timers {
  readonly #timers = new Set<Timer>()
  #now = 0

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { due: this.#now + milliseconds, callback }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  advance(milliseconds: number): void {
    const target = this.#now + milliseconds
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.due <= target).sort((one, other) => one.due - other.due)[0]
      if (due === undefined) break
      this.#timers.delete(due)
      this.#now = due.due
      due.callback()
    }
    this.#now = target
  }
}
