import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeComment } from './place-comment.ts'
import type { ReviewComment } from './review-comment.ts'

const at = (first: number, quote: readonly string[], part: Partial<ReviewComment> = {}): ReviewComment => ({
  id: 'c1',
  path: 'a.ts',
  lines: { side: 'after', first, last: first + quote.length - 1 },
  quote,
  blob: 'old',
  from: 'base',
  text: 'Why?',
  writtenAt: 1,
  sent: null,
  ...part,
})
const file = (lines: readonly string[] | null, blob: string | null = 'new') => ({ blob, from: 'base', lines })

describe('where a comment stands', () => {
  it('holds while the file is the same, without reading it', () => {
    expect(placeComment(at(2, ['b']), file(null, 'old')).kind).toBe('holds')
  })

  it('is not known until a changed file is read', () => {
    expect(placeComment(at(2, ['b']), file(null)).kind).toBe('unknown')
  })

  it('holds where the file changed elsewhere, moves with its lines, and lapses with them', () => {
    expect(placeComment(at(2, ['b']), file(['a', 'b', 'x'])).kind).toBe('holds')
    expect(placeComment(at(2, ['b']), file(['new', 'a', 'b']))).toMatchObject({
      kind: 'moved',
      lines: { first: 3, last: 3 },
    })
    expect(placeComment(at(2, ['b']), file(['a', 'x'])).kind).toBe('lapsed')
  })

  it('lapses rather than guess between several places, or follow empty lines', () => {
    expect(placeComment(at(9, ['b']), file(['b', 'b'])).kind).toBe('lapsed')
    expect(placeComment(at(9, ['', ' ']), file(['a', '', ' '])).kind).toBe('lapsed')
  })

  it('lapses when the file is gone or no longer changed', () => {
    expect(placeComment(at(2, ['b']), undefined).kind).toBe('lapsed')
    expect(placeComment(at(2, ['b']), file(null, null)).kind).toBe('lapsed')
  })

  it('on a removed line holds only for the comparison it was written in', () => {
    const removed = at(2, ['b'], { lines: { side: 'before', first: 2, last: 2 } })
    expect(placeComment(removed, file(null, 'old')).kind).toBe('holds')
    expect(placeComment(removed, file(null, 'new')).kind).toBe('lapsed')
    expect(placeComment(removed, { ...file(null, 'old'), from: 'turn' }).kind).toBe('lapsed')
  })

  it('never points at lines that say something else', () => {
    const line = fc.constantFrom('a', 'b', 'c', '')
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.nat(12),
        (present, quote, first) => {
          const placed = placeComment(at(first + 1, quote), file(present))
          if (placed.kind !== 'holds' && placed.kind !== 'moved') return
          expect(present.slice(placed.lines.first - 1, placed.lines.last)).toEqual(quote)
        },
      ),
    )
  })

  it('finds its lines again wherever they went, if they are there once', () => {
    const others = fc.array(fc.constantFrom('x', 'y', ''), { maxLength: 9 })
    fc.assert(
      fc.property(others, others, fc.integer({ min: 1, max: 9 }), (before, after, first) => {
        const placed = placeComment(at(first, ['one', 'two']), file([...before, 'one', 'two', ...after]))
        expect(placed).toMatchObject({ lines: { first: before.length + 1, last: before.length + 2 } })
      }),
    )
  })
})
