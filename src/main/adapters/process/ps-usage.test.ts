import { describe, expect, it } from 'vitest'
import { parsePsTimes } from './ps-usage.ts'

describe('the processor time that ps tells', () => {
  it.each([
    ['  0:00.12\n', 120],
    ['12:34.56', 754_560],
    ['1:02:03.00', 3_723_000],
    ['2-01:00:00', 176_400_000],
    ['0:01.00\n 0:02.50\n', 3500],
  ])('%j', (text, expected) => {
    expect(parsePsTimes(text)).toBe(expected)
  })

  it.each(['', 'ps: illegal option', '\n'])('is unknown for %j', (text) => {
    expect(parsePsTimes(text)).toBe(null)
  })
})
