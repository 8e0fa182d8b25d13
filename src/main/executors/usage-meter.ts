import type { Usage } from '../../shared/domain/thread/state.ts'
import type { Clock } from '../ports/clock.ts'

/** How often a session's usage becomes an event at most. */
const intervalMs = 1000

/** Reports the newest usage, at most once a second. */
export class UsageMeter {
  readonly #clock: Clock
  readonly #send: (usage: Usage) => Promise<unknown>
  #next: Usage | null = null
  #waiting = false

  constructor(clock: Clock, send: (usage: Usage) => Promise<unknown>) {
    this.#clock = clock
    this.#send = send
  }

  offer(usage: Usage): void {
    this.#next = usage
    if (this.#waiting) return
    this.#waiting = true
    this.#flush()
    this.#clock.after(intervalMs, () => {
      this.#waiting = false
      this.#flush()
    })
  }

  #flush(): void {
    const usage = this.#next
    this.#next = null
    if (usage !== null) void this.#send(usage)
  }
}
