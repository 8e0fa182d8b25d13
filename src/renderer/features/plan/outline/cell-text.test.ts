import { expect, it } from 'vitest'
import { firstOf, readNumber } from './cell-text.ts'

it.each([
  ['', 'priority', 0],
  ['-7', 'priority', -7],
  ['5000', 'priority', 1000],
  ['', 'candidates', 1],
  ['×3', 'candidates', 3],
  ['99', 'candidates', 8],
  ['0', 'candidates', 1],
  ['2.5', 'candidates', null],
  ['many', 'priority', null],
] as const)('reads %j of %s as %s', (text, field, value) => {
  expect(readNumber(text, field)).toBe(value)
})

it('shows the first line and how many more there are', () => {
  expect(firstOf([])).toBe('')
  expect(firstOf(['npm test'])).toBe('npm test')
  expect(firstOf(['npm test', 'b', 'c'])).toBe('npm test +2')
})
