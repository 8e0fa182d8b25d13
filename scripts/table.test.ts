import { describe, expect, it } from 'vitest'
import { formatDuration } from './lib/print.ts'
import { formatTable } from './lib/table.ts'

describe('a table', () => {
  it('aligns text to the left, numbers to the right, and leaves what is missing empty', () => {
    const rows = [
      { scenario: 'cold start', milliseconds: 110.123 },
      { scenario: 'idle', milliseconds: 9, rounds: 7 },
    ]
    expect(formatTable(rows)).toBe(
      ['scenario    milliseconds  rounds', 'cold start         110.1', 'idle                   9       7'].join('\n'),
    )
  })
})

describe('a duration', () => {
  it.each([
    [1234, '1.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1 m 00 s'],
    [125_400, '2 m 05 s'],
  ])('of %d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })
})
