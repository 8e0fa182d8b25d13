import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { StoreFailure, StorePort } from '../ports/store.ts'

export type KeptFailure =
  | Failure<'kept-no-json' | 'kept-value-too-large' | 'kept-too-many' | 'kept-too-large'>
  | StoreFailure

/** Bytes of a value, bytes of all keys and values together, number of keys. */
export interface KeptLimits {
  readonly value: number
  readonly total: number
  readonly keys: number
}

const defaultLimits: KeptLimits = { value: 256_000, total: 16_000_000, keys: 4000 }

/** What one area of the store keeps for somebody, bounded; the sizes are remembered, the values are not. */
export class KeptValues {
  readonly #store: StorePort
  readonly #area: string
  readonly #limits: KeptLimits
  #sizes: Map<string, number> | null = null
  #total = 0
  /** One write after the other, since the bounds are about all of them. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(store: StorePort, area: string, limits: KeptLimits = defaultLimits) {
    this.#store = store
    this.#area = area
    this.#limits = limits
  }

  /** Everything that was kept, what is being written included. */
  async load(): Promise<ReadonlyMap<string, JsonValue>> {
    await this.#last
    return this.#store.loadKept(this.#area)
  }

  /** All or none, and on the disk when it answers; null removes a key. Refusals name the keys they are about. */
  keep(values: Readonly<Record<string, JsonValue>>): Promise<Result<void, KeptFailure>> {
    const written = this.#last.then(() => this.#keep(new Map(Object.entries(values))))
    this.#last = written.catch(() => undefined)
    return written
  }

  async #keep(values: ReadonlyMap<string, JsonValue>): Promise<Result<void, KeptFailure>> {
    const sizes = this.#sizes ?? (await this.#measure())
    const sizesOf = [...values].map(([key, value]) => [key, value === null ? null : sizeOf(key, value)] as const)
    const refusal = this.#refusal(sizes, sizesOf)
    if (refusal !== null) return err(refusal)
    const kept = await this.#store.keep(this.#area, values)
    if (!kept.ok) return kept
    for (const [key, size] of sizesOf) {
      this.#total += (size ?? 0) - (sizes.get(key) ?? 0)
      if (size === null) sizes.delete(key)
      else sizes.set(key, size)
    }
    return ok(undefined)
  }

  #refusal(sizes: ReadonlyMap<string, number>, changes: readonly Change[]): KeptFailure | null {
    const { keys, total, value } = this.#limits
    const noJson = changes.filter(([, size]) => Number.isNaN(size)).map(([key]) => key)
    if (noJson.length > 0) return noJsonFailure(noJson)
    const large = changes.filter(([, size]) => size !== null && size > value).map(([key]) => key)
    if (large.length > 0) return tooLarge(large, value)
    let count = sizes.size
    let sum = this.#total
    for (const [key, size] of changes) {
      count += Number(size !== null) - Number(sizes.has(key))
      sum += (size ?? 0) - (sizes.get(key) ?? 0)
    }
    // Whoever is over a bound may always keep less.
    if (count > keys && count > sizes.size) return tooMany(keys)
    return sum > total && sum > this.#total ? tooMuch(total) : null
  }

  async #measure(): Promise<Map<string, number>> {
    const sizes = new Map<string, number>()
    for (const [key, value] of await this.#store.loadKept(this.#area)) sizes.set(key, sizeOf(key, value))
    this.#sizes = sizes
    this.#total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    return sizes
  }
}

type Change = readonly [key: string, size: number | null]

/** NaN for what has no JSON. */
function sizeOf(key: string, value: JsonValue): number {
  const text: string | undefined = JSON.stringify(value)
  return text === undefined ? Number.NaN : Buffer.byteLength(key) + Buffer.byteLength(text)
}

const unchanged = 'Nothing of this was kept; what was kept before stays.'

function noJsonFailure(keys: readonly string[]): KeptFailure {
  return failure('kept-no-json', `Only JSON can be kept, which ${keys.join(', ')} is not. ${unchanged}`, {
    remedy: 'Send a value that JSON can say, or null to remove the key.',
    facts: { keys },
  })
}

function tooLarge(keys: readonly string[], limit: number): KeptFailure {
  const message = `A kept value may have ${limit / 1000} kB, which ${keys.join(', ')} exceeds. ${unchanged}`
  return failure('kept-value-too-large', message, { remedy: 'Shorten it.', facts: { keys, limit } })
}

function tooMany(limit: number): KeptFailure {
  return failure('kept-too-many', `No more than ${limit} values can be kept. ${unchanged}`, {
    remedy: 'Discard drafts that are not needed any more.',
    facts: { limit },
  })
}

function tooMuch(limit: number): KeptFailure {
  return failure('kept-too-large', `Kept values may have ${limit / 1_000_000} MB together. ${unchanged}`, {
    remedy: 'Discard drafts that are not needed any more.',
    facts: { limit },
  })
}
