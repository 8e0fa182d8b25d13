import type { Kept } from '../../../shared/contract/channels/settings.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { parseJson } from '../../../shared/kernel/parse-json.ts'
import type { Timers } from '../stream/timers.ts'

/** Where values wait for the next page: a browser's storage, or what a test gives. */
export interface KeptCache {
  keys(): readonly string[]
  read(key: string): string | null
  write(key: string, text: string | null): void
}

/** How an answer of the host ended: it is durable, it can never be, or nobody answered. */
export type KeepOutcome = 'kept' | 'refused' | 'unanswered'
export type Keep = (values: Kept) => Promise<KeepOutcome>

export interface KeptOptions {
  readonly cache: KeptCache
  readonly timers: Timers
  readonly changed: (key: string) => void
}

/** At most five times a second. */
const everyMs = 200
const hostKey = 'host'
const valuePrefix = 'value/'

interface Cached {
  readonly value: JsonValue
  /** The host doesn't have it yet. */
  readonly unsent: boolean
}

const forgotten: Cached = { value: null, unsent: false }

/** What the screens keep: the host's values, under what was set here and is not stored there yet. */
export class KeptValues {
  readonly #options: KeptOptions
  readonly #values = new Map<string, JsonValue>()
  readonly #unsent = new Map<string, JsonValue>()
  #keep: Keep | null = null
  #loaded = false
  #sending = false
  #sentAt = Number.NEGATIVE_INFINITY
  #waiting = false
  /** Those that the host will never take as they are; kept here only. */
  readonly #refused = new Set<string>()
  /** So many are sent one by one, to find the one that was refused. */
  #single = 0

  constructor(options: KeptOptions) {
    this.#options = options
    for (const key of options.cache.keys()) this.#restore(key)
  }

  get(key: string): JsonValue | undefined {
    return this.#values.get(key)
  }

  /** Kept here at once and on the host soon; null forgets it. */
  set(key: string, value: JsonValue): void {
    this.#hold(key, value)
    this.#unsent.set(key, value)
    this.#refused.delete(key)
    this.#cache(key)
    this.#options.changed(key)
    this.#send()
  }

  /**
   * Another page of this browser wrote to the cache: what it set is newer than what is here, and it sends it. `name` and
   * `text` are the cache's; null for what was taken out.
   */
  heard(name: string, text: string | null): void {
    const cached = text === null ? forgotten : parseJson(text)
    if (!name.startsWith(valuePrefix) || !isCached(cached)) return
    const key = name.slice(valuePrefix.length)
    this.#unsent.delete(key)
    if (JSON.stringify(cached.value) === JSON.stringify(this.#values.get(key) ?? null)) return
    this.#hold(key, cached.value)
    this.#options.changed(key)
  }

  /**
   * A line to the host named `host`, with what it keeps where that was asked. Values of another host that waited here
   * are none of its.
   */
  connected(host: string, values: Kept | null, keep: Keep): void {
    const { cache } = this.#options
    if (cache.read(hostKey) !== JSON.stringify(host)) {
      if (cache.read(hostKey) !== null) this.#forgetOther()
      cache.write(hostKey, JSON.stringify(host))
    }
    if (values !== null) this.#load(values)
    this.#keep = keep
    this.#send()
  }

  disconnected(): void {
    this.#keep = null
  }

  /** Whether the host was asked for its values. */
  get loaded(): boolean {
    return this.#loaded
  }

  /** Sends what waits without waiting longer: the page may be about to go. */
  flush(): void {
    this.#sentAt = Number.NEGATIVE_INFINITY
    this.#waiting = false
    this.#send()
  }

  #load(values: Kept): void {
    this.#loaded = true
    for (const key of new Set([...this.#values.keys(), ...Object.keys(values)])) {
      if (this.#unsent.has(key)) continue
      const value = values[key] ?? null
      if (JSON.stringify(value) === JSON.stringify(this.#values.get(key) ?? null)) continue
      this.#hold(key, value)
      this.#cache(key)
      this.#options.changed(key)
    }
  }

  #send(): void {
    const values = this.#batch()
    if (this.#keep === null || this.#sending || this.#waiting || values.size === 0) return
    const { timers } = this.#options
    const early = this.#sentAt + everyMs - timers.now()
    if (early > 0) {
      this.#waiting = true
      timers.after(early, () => {
        this.#waiting = false
        this.#send()
      })
      return
    }
    this.#sentAt = timers.now()
    this.#sending = true
    void this.#keep(Object.fromEntries(values)).then((outcome) => {
      this.#sending = false
      this.#answered(values, outcome)
    })
  }

  #batch(): ReadonlyMap<string, JsonValue> {
    const waiting = [...this.#unsent].filter(([key]) => !this.#refused.has(key))
    return new Map(this.#single > 0 ? waiting.slice(0, 1) : waiting)
  }

  #answered(values: ReadonlyMap<string, JsonValue>, outcome: KeepOutcome): void {
    if (outcome === 'unanswered') return
    this.#single = Math.max(0, this.#single - 1)
    if (outcome === 'refused' && values.size > 1) this.#single = values.size
    for (const [key, value] of values) {
      if (this.#unsent.get(key) !== value) continue
      if (outcome === 'kept') this.#sent(key)
      else if (values.size === 1) this.#refused.add(key)
    }
    this.#send()
  }

  #sent(key: string): void {
    this.#unsent.delete(key)
    this.#cache(key)
  }

  #hold(key: string, value: JsonValue): void {
    if (value === null) this.#values.delete(key)
    else this.#values.set(key, value)
  }

  #cache(key: string): void {
    const value = this.#values.get(key) ?? null
    const unsent = this.#unsent.has(key)
    const cached: Cached = { value, unsent }
    this.#options.cache.write(valuePrefix + key, value === null && !unsent ? null : JSON.stringify(cached))
  }

  #restore(name: string): void {
    if (!name.startsWith(valuePrefix)) return
    const cached = parseJson(this.#options.cache.read(name) ?? 'null')
    if (!isCached(cached)) return
    const key = name.slice(valuePrefix.length)
    this.#hold(key, cached.value)
    if (cached.unsent) this.#unsent.set(key, cached.value)
  }

  #forgetOther(): void {
    for (const key of new Set([...this.#values.keys(), ...this.#unsent.keys()])) {
      this.#values.delete(key)
      this.#unsent.delete(key)
      this.#cache(key)
      this.#options.changed(key)
    }
  }
}

function isCached(value: unknown): value is Cached {
  return typeof value === 'object' && value !== null && 'value' in value && 'unsent' in value
}
