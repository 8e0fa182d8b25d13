import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { KeptValues } from './kept-values.ts'

const done = { ok: true, value: undefined }
const limits = { value: 20, total: 60, keys: 3 }

let store: MemoryStore
let kept: KeptValues

beforeEach(() => {
  store = new MemoryStore()
  kept = new KeptValues(store, 'screens', limits)
})

const now = async () => Object.fromEntries(await kept.load())
const refused = async (values: Readonly<Record<string, JsonValue>>) => {
  const answer = await kept.keep(values)
  return answer.ok ? null : { code: answer.error.code, keys: answer.error.facts?.keys }
}

describe('kept values', () => {
  it('are there for the next host, and removed by null', async () => {
    expect(await kept.keep({ draft: 'text', mark: 3 })).toEqual(done)
    expect(await kept.keep({ mark: null })).toEqual(done)
    const next = new KeptValues(store.reopen(), 'screens', limits)
    expect(Object.fromEntries(await next.load())).toEqual({ draft: 'text' })
  })

  it('are not seen by another area', async () => {
    await kept.keep({ draft: 'text' })
    expect(await new KeptValues(store, 'agents').load()).toEqual(new Map())
  })

  it('are bounded each: all or none of a call, with the key named', async () => {
    expect(await refused({ small: 1, large: 'é'.repeat(9) })).toEqual({ code: 'kept-value-too-large', keys: ['large'] })
    expect(await now()).toEqual({})
  })

  it('are bounded in number, and one may be replaced by another', async () => {
    await kept.keep({ a: 1, b: 2, c: 3 })
    expect(await refused({ d: 4 })).toMatchObject({ code: 'kept-too-many' })
    expect(await refused({ d: 4, a: null })).toBeNull()
    expect(await now()).toEqual({ b: 2, c: 3, d: 4 })
  })

  it('are bounded together, also those that an earlier host kept', async () => {
    await kept.keep({ a: 'x'.repeat(16), b: 'x'.repeat(16) })
    kept = new KeptValues(store, 'screens', { ...limits, total: 40 })
    expect(await refused({ c: 'xx' })).toMatchObject({ code: 'kept-too-large' })
    expect(await refused({ a: 'short' })).toBeNull()
  })

  it('say what is no JSON', async () => {
    expect(await refused({ draft: undefined as never })).toEqual({ code: 'kept-no-json', keys: ['draft'] })
  })

  it('are refused with the reason where the store can’t be written, and count nothing then', async () => {
    store.failNextWrite(failure('store-full', 'The disk is full.', 'Make room.'))
    expect(await refused({ a: 1, b: 2, c: 3 })).toMatchObject({ code: 'store-full' })
    expect(await refused({ d: 1, e: 2, f: 3 })).toBeNull()
    store.turnReadOnly(failure('store-newer', 'Of a newer version.', 'Update.'))
    expect(await refused({ d: 9 })).toMatchObject({ code: 'store-read-only' })
    expect(await now()).toEqual({ d: 1, e: 2, f: 3 })
  })

  it('never exceed their bounds, whatever is kept at once', async () => {
    const value = fc.oneof(fc.constant(null), fc.string({ maxLength: 24 }), fc.integer())
    const call = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), value, { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 20 }), async (calls) => {
        const values = new KeptValues(new MemoryStore(), 'screens', limits)
        await Promise.all(calls.map((one) => values.keep(one)))
        const entries = [...(await values.load())].map(([key, kept]) => Buffer.byteLength(key + JSON.stringify(kept)))
        expect(entries.length).toBeLessThanOrEqual(limits.keys)
        expect(Math.max(0, ...entries)).toBeLessThanOrEqual(limits.value)
        expect(entries.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limits.total)
      }),
    )
  })
})
