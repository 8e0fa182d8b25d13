import { expect, it } from 'vitest'
import { offsetOf } from './text-place.ts'

it.each([
  [1, 1, 0],
  [2, 3, 6],
  [2, 90, 8],
  [9, 1, 12],
])('line %i, column %i of a text is at %i', (line, column, at) => {
  expect(offsetOf('one\ntwos\nend', line, column)).toBe(at)
})
