import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastLines } from './fold-lines.ts'

describe('lastLines', () => {
  it.each([
    ['', 3, { hidden: 0, text: '' }],
    ['a\nb\nc\n', 2, { hidden: 1, text: 'b\nc' }],
    ['a\nb', 2, { hidden: 0, text: 'a\nb' }],
    ['\nb', 1, { hidden: 1, text: 'b' }],
    ['a\n\n', 1, { hidden: 1, text: '' }],
  ])('%j, %d', (text, lines, folded) => {
    expect(lastLines(text, lines)).toEqual(folded)
  })

  it('loses no line', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' '), maxLength: 3 })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 9 }), (all, kept) => {
        const text = all.join('\n')
        const whole = text.endsWith('\n') ? all.slice(0, -1) : all
        const { hidden, text: shown } = lastLines(text, kept)
        expect(hidden).toBe(Math.max(0, whole.length - kept))
        expect(shown).toBe(whole.slice(-kept).join('\n'))
      }),
    )
  })
})
