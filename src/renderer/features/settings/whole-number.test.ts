import { describe, expect, it } from 'vitest'
import { wholeNumber } from './whole-number.ts'

describe('a whole number', () => {
  it.each([
    ['4', 4],
    [' 12 ', 12],
    ['1000', 1000],
  ])('%s is %d', (text, value) => {
    expect(wholeNumber(text, 1, 1000)).toBe(value)
  })

  it.each(['', '0', '1001', '4.5', '-3', '1e2', 'four', '0x10', '99999999999'])('%j is none', (text) => {
    expect(wholeNumber(text, 1, 1000)).toBeUndefined()
  })
})
