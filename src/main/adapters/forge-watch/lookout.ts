import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ForgeNews } from '../../ports/forge-watch.ts'
import type { Feed, Look } from './feed.ts'

/** Who wants to know of one feed. */
export interface Onlooker {
  readonly everyMs: number
  /** Where it goes on from; null at its beginning. */
  part(): JsonValue | null
  /** Answers what went wrong, in which case the same comes again. */
  take(news: readonly ForgeNews[], part: JsonValue): Promise<Failure | null>
  health(trouble: { readonly failure: Failure; readonly retryAt: number | null } | null): void
}

export interface LookoutParts {
  readonly feed: Feed
  readonly clock: Clock
  readonly problem: (message: string, error: unknown) => void
}

/** Between looks while there is trouble, in milliseconds: it doubles from the least up to the most. */
const leastPauseMs = 5_000
const mostPauseMs = 15 * 60_000
/** A forge that asks for a longer wait is asked sooner all the same. */
const mostWaitMs = 3_600_000

/** Looks at one feed for all who want to know of it, one look at a time. */
export class Lookout {
  readonly #parts: LookoutParts
  readonly #onlookers = new Set<Onlooker>()
  /** What the last look showed that everybody has taken. */
  #seen: { readonly from: string; readonly etag: string | null } | null = null
  #failures = 0
  #under: Promise<void> | null = null
  #again = false
  #cancel: () => void = () => undefined

  constructor(parts: LookoutParts) {
    this.#parts = parts
  }

  /** The returned function ends it, and waits for a look under way. */
  join(onlooker: Onlooker): () => Promise<void> {
    this.#onlookers.add(onlooker)
    // It hasn't read what the others have.
    this.#seen = null
    this.#wake()
    return async () => {
      this.#onlookers.delete(onlooker)
      if (this.#onlookers.size === 0) this.#cancel()
      await this.#under
    }
  }

  get deserted(): boolean {
    return this.#onlookers.size === 0
  }

  #wake(): void {
    this.#cancel()
    if (this.#under === null) this.#under = this.#once()
    else this.#again = true
  }

  async #once(): Promise<void> {
    let pause = mostPauseMs
    try {
      pause = await this.#look()
    } catch (error) {
      this.#parts.problem(`watching ${this.#parts.feed.name} broke`, error)
    }
    this.#under = null
    const wait = this.#again ? 0 : pause
    this.#again = false
    if (!this.deserted) this.#cancel = this.#parts.clock.after(wait, () => this.#wake())
  }

  /** Answers after how many milliseconds to look again. */
  async #look(): Promise<number> {
    const all = [...this.#onlookers]
    const beginning = all.filter((one) => one.part() === null)
    const reading = all.filter((one) => one.part() !== null)
    let pause = Math.min(...all.map(({ everyMs }) => everyMs))
    if (beginning.length > 0) pause = Math.min(pause, await this.#lookFor(beginning, null, pause))
    const parts = reading.flatMap((one) => one.part() ?? [])
    if (reading.length > 0) pause = await this.#lookFor(reading, this.#parts.feed.from(parts), pause)
    return pause
  }

  async #lookFor(onlookers: readonly Onlooker[], from: JsonValue | null, everyMs: number): Promise<number> {
    const place = JSON.stringify(from)
    const etag = from !== null && this.#seen?.from === place ? this.#seen.etag : null
    const looked = await this.#parts.feed.look(from, { etag })
    if (!looked.ok) return this.#troubled(onlookers, looked.error, everyMs)
    const failed = await this.#tell(onlookers, looked.value)
    if (failed.size > 0) return this.#refused(failed, everyMs)
    this.#failures = 0
    if (from !== null && !this.#again) this.#seen = { from: place, etag: looked.value.etag }
    return looked.value.more ? 0 : everyMs
  }

  async #tell(onlookers: readonly Onlooker[], { lost, read }: Look): Promise<ReadonlyMap<Onlooker, Failure>> {
    const failed = new Map<Onlooker, Failure>()
    const tell = async (one: Onlooker) => {
      if (!this.#onlookers.has(one)) return
      const before = one.part()
      const reading = read === null ? null : read(before)
      const same = reading !== null && reading.news.length === 0 && sameJson(reading.part, before)
      const trouble = reading === null || same ? null : await one.take(reading.news, reading.part)
      if (trouble !== null) failed.set(one, trouble)
      else one.health(lost ? { failure: tooMuch(), retryAt: null } : null)
    }
    await Promise.all(onlookers.map(tell))
    return failed
  }

  #troubled(onlookers: readonly Onlooker[], trouble: Failure, everyMs: number): number {
    const now = this.#parts.clock.now()
    const asked = Number(trouble.facts?.retryAt ?? Number.NaN)
    const wait = Number.isNaN(asked) ? this.#pause(everyMs) : Math.min(mostWaitMs, Math.max(1000, asked - now))
    for (const one of onlookers) one.health({ failure: trouble, retryAt: now + wait })
    return wait
  }

  #refused(failed: ReadonlyMap<Onlooker, Failure>, everyMs: number): number {
    const wait = this.#pause(Math.min(everyMs, leastPauseMs))
    const retryAt = this.#parts.clock.now() + wait
    for (const [one, trouble] of failed) one.health({ failure: trouble, retryAt })
    return wait
  }

  #pause(everyMs: number): number {
    this.#failures += 1
    return Math.min(mostPauseMs, Math.max(leastPauseMs, everyMs) * 2 ** Math.min(20, this.#failures - 1))
  }
}

function sameJson(one: JsonValue, other: JsonValue | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function tooMuch(): Failure {
  return failure(
    'forge-too-much',
    'More happened at once than the forge lists; what was oldest of it was not seen.',
    'Look through the repository for what should have started something.',
  )
}
