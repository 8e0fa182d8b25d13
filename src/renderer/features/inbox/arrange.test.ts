import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, nextOf, outOfPlace } from './arrange.ts'

const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })

describe('the order of what waits', () => {
  it('loses nothing and doubles nothing', () => {
    fc.assert(
      fc.property(keys, keys, fc.option(fc.constantFrom(...'abc')), (shown, ranked, held) => {
        const now = arrange(shown, ranked, held)
        const expected = new Set([...ranked, ...(held !== null && shown.includes(held) ? [held] : [])])
        expect([...now].sort()).toEqual([...expected].sort())
      }),
    )
  })

  it('moves nothing past anything that was shown before', () => {
    fc.assert(
      fc.property(keys, keys, (shown, ranked) => {
        const now = arrange(shown, ranked, null)
        const stayed = shown.filter((key) => ranked.includes(key))
        expect(now.slice(0, stayed.length)).toEqual(stayed)
      }),
    )
  })

  it('appends what is new in the order of its rank', () => {
    expect(arrange(['b', 'c'], ['x', 'b', 'y', 'c'], null)).toEqual(['b', 'c', 'x', 'y'])
  })

  it('stays the same list while nothing changes', () => {
    const shown = ['b', 'a']
    expect(arrange(shown, ['a', 'b'], null)).toBe(shown)
  })

  it('holds what is looked at until it is let go', () => {
    expect(arrange(['a', 'b'], ['b'], 'a')).toEqual(['a', 'b'])
    expect(arrange(['a', 'b'], ['b'], null)).toEqual(['b'])
  })
})

describe('what came later and ranks higher', () => {
  it('is counted', () => {
    expect(outOfPlace(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(0)
    expect(outOfPlace(['b', 'c', 'a'], ['a', 'b', 'c'])).toBe(1)
    expect(outOfPlace(['c', 'b', 'a'], ['a', 'b', 'c'])).toBe(2)
    expect(outOfPlace(['held', 'b', 'a'], ['a', 'b'])).toBe(1)
  })

  it('is nothing exactly when the order is that of the ranks', () => {
    fc.assert(
      fc.property(keys, keys, (shown, ranked) => {
        const now = arrange(shown, ranked, null)
        expect(outOfPlace(now, ranked) === 0).toBe(now.join() === ranked.join())
      }),
    )
  })
})

describe('the next decision', () => {
  it('visits each once and comes back', () => {
    fc.assert(
      fc.property(keys, (list) => {
        fc.pre(list.length > 0)
        let key: string | null = list[0] ?? null
        const seen = list.map(() => {
          const present = key
          key = nextOf(key, list, list)
          return present
        })
        expect(seen).toEqual(list)
        expect(key).toBe(list[0])
      }),
    )
  })

  it('is what stood after one that is gone', () => {
    expect(nextOf('b', ['a', 'b', 'c', 'd'], ['a', 'd'])).toBe('d')
    expect(nextOf('d', ['a', 'b', 'd'], ['b'])).toBe('b')
    expect(nextOf('a', ['a'], ['x'])).toBe('x')
    expect(nextOf('a', ['a'], [])).toBeNull()
    expect(nextOf(null, [], ['a', 'b'])).toBe('a')
  })
})
