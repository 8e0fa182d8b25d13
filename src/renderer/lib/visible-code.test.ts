import { describe, expect, it } from 'vitest'
import { visiblePatch, visibleSides } from './visible-code.ts'

describe('visible code', () => {
  it('spells out what can not be seen, on both sides', () => {
    expect(visibleSides(['a\u202eb', null])).toEqual(['a‹U+202E›b', null])
  })

  it('shows carriage returns only where they are the difference', () => {
    expect(visibleSides(['a\r\nb\r\n', 'a\r\nc\r\n'])).toEqual(['a\nb\n', 'a\nc\n'])
    expect(visibleSides(['a\r\n', 'a\n'])).toEqual(['a␍\n', 'a\n'])
    expect(visibleSides(['a\r\n', null])).toEqual(['a\n', null])
  })

  it('does so in patches too', () => {
    const head = '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n'
    expect(visiblePatch(`${head} a\r\n-b\r\n+c\r\n`)).toBe(`${head} a\n-b\n+c\n`)
    expect(visiblePatch(`${head}-b\r\n+b\n`)).toBe(`${head}-b␍\n+b\n`)
  })
})
