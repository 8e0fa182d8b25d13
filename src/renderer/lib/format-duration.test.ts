import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, formatWait } from './format-duration.ts'

const minute = 60_000

describe('durations', () => {
  it.each([
    [-5, '0 ms', '0 s'],
    [240, '240 ms', '0 s'],
    [6_140, '6.1 s', '6 s'],
    [2_000, '2 s', '2 s'],
    [42_400, '42 s', '42 s'],
    [59_600, '1 min', '59 s'],
    [9 * minute + 59_000, '10 min', '9 m'],
    [52 * minute, '52 min', '52 m'],
    [59.7 * minute, '59 min', '59 m'],
    [60 * minute, '1 h', '1 h'],
    [65 * minute, '1 h 5 min', '1 h'],
    [51 * 60 * minute, '2 d 3 h', '2 d'],
  ])('%d ms', (ms, long, short) => {
    expect(formatDuration(ms)).toBe(long)
    expect(formatWait(ms)).toBe(short)
  })

  it('never says zero minutes or hours of something that took time', () => {
    fc.assert(fc.property(fc.integer({ min: 1000, max: 1e10 }), (ms) => !/^0 /.test(formatDuration(ms))))
  })
})
