import type { EventLine } from './event-stream.ts'

export interface SlotUse {
  /** The most slots held at any event. */
  readonly most: number
  /** Threads in the order in which they got their slot. */
  readonly granted: readonly string[]
  /** Sentences about grants that passed over a project with fewer threads running. */
  readonly unfair: readonly string[]
}

/** Replays who held a slot and who waited, event by event. */
export function slotUse(events: readonly EventLine[]): SlotUse {
  const replay = new Replay()
  for (const event of events) replay.take(event)
  return replay
}

class Replay implements SlotUse {
  most = 0
  readonly granted: string[] = []
  readonly unfair: string[] = []
  readonly #projects = new Map<string, string>()
  readonly #queued = new Set<string>()
  readonly #held = new Set<string>()

  take(event: EventLine): void {
    switch (event.type) {
      case 'thread.dispatched':
        this.#projects.set(event.id, event.project)
        this.#queued.add(event.id)
        break
      case 'thread.queued':
        this.#queued.add(event.id)
        break
      case 'thread.turn-ended':
      case 'thread.turn-withdrawn':
        this.#held.delete(event.id)
        break
      case 'thread.slot-granted':
        this.#grant(event.id, event.sequence)
        break
      default:
    }
  }

  #grant(thread: string, sequence: number): void {
    const own = this.#running(thread)
    for (const other of this.#queued) {
      if (this.#running(other) < own) this.unfair.push(`${sequence}: ${thread} got a slot before ${other}`)
    }
    this.#queued.delete(thread)
    this.#held.add(thread)
    this.granted.push(thread)
    this.most = Math.max(this.most, this.#held.size)
  }

  /** How many threads of this one's project hold a slot. */
  #running(thread: string): number {
    const project = this.#projects.get(thread)
    return [...this.#held].filter((other) => this.#projects.get(other) === project).length
  }
}
