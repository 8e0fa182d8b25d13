import { describe, expect, it } from 'vitest'
import { returnSince } from './last-seen.ts'

const minute = 60_000

describe('coming back', () => {
  it.each([
    ['nothing is known', { away: null, left: null }, null],
    ['the window was gone for a moment', { away: null, left: 100 * minute - 1 }, null],
    ['the window was gone for long', { away: null, left: 60 * minute }, 60 * minute],
    ['somebody said that they leave and has not left', { away: 90 * minute, left: 80 * minute }, null],
    ['somebody left for a short while and had said so', { away: 90 * minute, left: 91 * minute }, 90 * minute],
  ])('when %s', (_, known, expected) => {
    expect(returnSince(known, 100 * minute)).toBe(expected)
  })
})
