import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, stepIn } from './matrix-of.ts'
import { coupling } from './testing/pair-of.ts'

const tasks = ['a', 'b', 'c', 'd', 'e', 'f']
const everyPair = tasks.flatMap((one, at) => tasks.slice(at + 1).map((other) => `${one}~${other}`))
const somePairs = fc
  .subarray(everyPair)
  .chain((ids) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: ids.length, maxLength: ids.length })
      .map((scores) => ids.map((id, at) => coupling(id, { score: scores[at] ?? 0 }))),
  )

describe('the matrix', () => {
  it('holds every task once and every pair twice, on both sides of the diagonal', () => {
    fc.assert(
      fc.property(somePairs, (pairs) => {
        const { at, members } = matrixOf(pairs)
        const names = members.map(({ task }) => task as string)
        expect([...names].sort()).toEqual([...new Set(pairs.flatMap(({ id }) => id.split('~')))].sort())
        let found = 0
        for (const row of names.keys()) {
          for (const column of names.keys()) {
            expect(at(row, column)).toBe(at(column, row))
            if (at(row, column) !== undefined) found += 1
          }
        }
        expect(found).toBe(2 * pairs.length)
      }),
    )
  })

  it('puts the closest beside each other', () => {
    const pairs = [coupling('a~b', { score: 0.2 }), coupling('c~d', { score: 0.9 }), coupling('b~d', { score: 0.5 })]
    expect(matrixOf(pairs).members.map(({ task }) => task)).toEqual(['c', 'd', 'b', 'a'])
  })

  it('is walked by arrow keys, and never left by them', () => {
    const keys = fc.array(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'x'))
    fc.assert(
      fc.property(keys, (presses) => {
        const cell = presses.reduce<readonly [number, number]>((now, key) => stepIn(5, now, key) ?? now, [0, 1])
        for (const part of cell) expect(part).toBeGreaterThanOrEqual(0)
        for (const part of cell) expect(part).toBeLessThan(5)
      }),
    )
    expect(stepIn(5, [1, 1], 'ArrowDown')).toEqual([2, 1])
    expect(stepIn(5, [1, 1], 'Enter')).toBeNull()
  })
})
