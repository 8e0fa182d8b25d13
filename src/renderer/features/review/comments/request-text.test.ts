import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestText } from './request-text.ts'
import type { ReviewComment } from './review-comment.ts'

const comment = (part: Partial<ReviewComment> = {}): ReviewComment => ({
  id: 'c1',
  path: 'src/api.ts',
  lines: { side: 'after', first: 44, last: 44 },
  quote: ['  return found'],
  blob: 'b1',
  from: 'f1',
  text: 'A missing id should be a 404 here.',
  writtenAt: 1,
  sent: null,
  ...part,
})
const none: ReadonlySet<string> = new Set()

describe('a request for changes', () => {
  it('names file and line, quotes the line and says what was written', () => {
    expect(requestText({ note: '', comments: [comment()], lapsed: none })).toBe(
      [
        'I reviewed your changes and have a comment. Please change what they ask for.',
        'src/api.ts:44\n```\n  return found\n```\nA missing id should be a 404 here.',
      ].join('\n\n'),
    )
  })

  it('puts the note first and the comments in the order of files and lines', () => {
    const late = comment({ id: 'c2', lines: { side: 'after', first: 90, last: 92 }, quote: ['a', 'b', 'c'] })
    const other = comment({ id: 'c3', path: 'a.ts' })
    const text = requestText({ note: ' Keep the old route. ', comments: [late, comment(), other], lapsed: none })
    const places = ['Keep the old route.', 'a.ts:44', 'src/api.ts:44', 'src/api.ts:90-92']
    expect(places.map((place) => text.indexOf(place))).toEqual(
      places.map((place) => text.indexOf(place)).toSorted((one, other) => one - other),
    )
    expect(places.every((place) => text.includes(place))).toBe(true)
    expect(text).toContain('have 3 comments')
  })

  it('says that a line was removed, that lines have changed, and how many more were meant', () => {
    const removed = comment({ lines: { side: 'before', first: 1, last: 20 }, quote: ['x'] })
    const text = requestText({ note: '', comments: [removed], lapsed: new Set(['c1']) })
    expect(text).toContain('src/api.ts:1-20 (lines 1–20 before the change) (these lines have changed since)')
    expect(text).toContain('… 19 more lines')
  })

  it('is the note alone where nothing else was said', () => {
    expect(requestText({ note: 'Add a test.', comments: [], lapsed: none })).toBe('Add a test.')
  })

  it('never lets a quoted line end its quote, whatever it holds', () => {
    const line = fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n', '~'), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (quote) => {
        const lines = requestText({ note: '', comments: [comment({ quote })], lapsed: none }).split('\n')
        const fences = lines.flatMap((text, at) => (/^`{3,}$/.test(text) ? [{ at, size: text.length }] : []))
        const longest = Math.max(...fences.map(({ size }) => size))
        const whole = fences.filter(({ size }) => size === longest)
        // Exactly the two that open and close it, with every quoted line between them.
        expect(whole).toHaveLength(2)
        expect((whole[1]?.at ?? 0) - (whole[0]?.at ?? 0)).toBe(quote.length + 1)
      }),
    )
  })
})
