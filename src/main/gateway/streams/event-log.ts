import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Engine } from '../../engine/engine.ts'
import type { HostServices } from '../host-services.ts'
import type { GatewayLimits } from '../limits.ts'
import { RecentEvents } from './recent-events.ts'
import { fitting } from './weigh.ts'

export interface EventLogOptions {
  readonly engine: Engine
  readonly readEvents: HostServices['readEvents']
  readonly limits: GatewayLimits
}

/** The committed events as streams read them: from memory where it has them, else from the store. */
export class EventLog {
  readonly #options: EventLogOptions
  readonly #recent: RecentEvents
  readonly #listeners = new Set<() => void>()
  readonly #stop: () => void

  constructor(options: EventLogOptions) {
    const { engine, limits } = options
    this.#options = options
    this.#recent = new RecentEvents({ events: limits.recentEvents, size: limits.recentSize })
    this.#stop = engine.subscribe((batch) => {
      this.#recent.add(batch.events)
      for (const listener of this.#listeners) listener()
    })
  }

  get sequence(): number {
    return this.#options.engine.sequence
  }

  /** The listener is called after every commit, until the returned function is. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Whether what follows `sequence` is in memory: where it is not, a client has fallen behind. */
  holds(sequence: number): boolean {
    return this.#recent.after(sequence, 1) !== null
  }

  /** Whether a client that comes back from `sequence` gets the events, and not a snapshot. */
  reaches(sequence: number): boolean {
    const behind = this.sequence - sequence
    return behind >= 0 && (behind <= this.#options.limits.replayEvents || this.holds(sequence))
  }

  /** One batch after `sequence`, oldest first. */
  async read(sequence: number): Promise<readonly StoredEvent[]> {
    const { readEvents, limits } = this.#options
    const { batchRows, batchSize, storedRows } = limits
    if (sequence >= this.sequence) return []
    const recent = this.#recent.after(sequence, batchRows)
    const events = recent ?? (await readEvents({ after: sequence, limit: Math.min(batchRows, storedRows) }))
    return events.slice(0, fitting(events, { rows: batchRows, size: batchSize }))
  }

  close(): void {
    this.#stop()
    this.#listeners.clear()
  }
}
