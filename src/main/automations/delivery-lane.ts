import type { Actor } from '../../shared/domain/event.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { FiringId } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { TriggerEvent } from '../ports/trigger.ts'

/** What one trigger told, to be decided together. */
export interface Delivered {
  readonly trigger: string
  readonly events: readonly TriggerEvent[]
  readonly cursor: JsonValue | undefined
  readonly actor: Actor
}

export type Decided = Result<readonly FiringId[], Failure>

interface Waiting extends Delivered {
  readonly answer: (decided: Decided) => void
  readonly broke: (error: unknown) => void
}

/**
 * What is told of one automation, decided in order. Many small tellings that wait share one decision; a large one is
 * taken in parts, with its cursor at the end.
 */
export class DeliveryLane {
  readonly #limit: number
  readonly #take: (told: Delivered) => Promise<Decided>
  #waiting: Waiting[] = []
  #running = false

  constructor(limit: number, take: (told: Delivered) => Promise<Decided>) {
    this.#limit = limit
    this.#take = take
  }

  push(told: Delivered): Promise<Decided> {
    return new Promise((answer, broke) => {
      this.#waiting.push({ ...told, answer, broke })
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (let group = this.#next(); group.length > 0; group = this.#next()) await this.#decide(group)
    this.#running = false
  }

  /** The first, and those behind it that fit into one decision with it. */
  #next(): readonly Waiting[] {
    const [first] = this.#waiting
    let events = 0
    let taken = 0
    for (const one of this.#waiting) {
      events += one.events.length
      if (taken > 0 && (one.trigger !== first?.trigger || events > this.#limit)) break
      taken += 1
    }
    return this.#waiting.splice(0, taken)
  }

  async #decide(group: readonly Waiting[]): Promise<void> {
    const [first] = group
    if (first === undefined) return
    try {
      const cursor = group.findLast((one) => one.cursor !== undefined)?.cursor
      const { actor, trigger } = first
      const decided = await this.#inParts({ trigger, actor, events: group.flatMap(({ events }) => events), cursor })
      let from = 0
      for (const { answer, events } of group) {
        answer(decided.ok ? ok(decided.value.slice(from, from + events.length)) : decided)
        from += events.length
      }
    } catch (error) {
      for (const { broke } of group) broke(error)
    }
  }

  async #inParts({ actor, cursor, events, trigger }: Delivered): Promise<Decided> {
    const firings: FiringId[] = []
    for (let from = 0; from === 0 || from < events.length; from += this.#limit) {
      const last = from + this.#limit >= events.length
      const some = events.slice(from, from + this.#limit)
      const part = { trigger, actor, events: some, cursor: last ? cursor : undefined }
      const decided = await this.#take(part)
      if (!decided.ok) return decided
      firings.push(...decided.value)
    }
    return ok(firings)
  }
}
