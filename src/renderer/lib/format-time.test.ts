import { describe, expect, it } from 'vitest'
import { clockTime, exactTime, relativeTime } from './format-time.ts'

const now = Date.UTC(2026, 10, 20, 14, 30, 0)
const zone = { timeZone: 'UTC' }
const minute = 60_000

describe('times', () => {
  it.each([
    [now, 'now'],
    [now - 59_000, 'now'],
    [now - minute, '1 min ago'],
    [now - 59 * minute - 59_000, '59 min ago'],
    [now - 60 * minute, '13:30'],
    [now + 5 * minute, 'in 5 min'],
    [now + 90 * minute, '16:00'],
    [now - 24 * 60 * minute, '19 Nov, 14:30'],
    [Date.UTC(2025, 8, 1, 0, 5), '1 Sep 2025, 00:05'],
  ])('%d', (at, text) => {
    expect(relativeTime(at, now, zone)).toBe(text)
  })

  it('goes by the day of the person, not by UTC', () => {
    const at = Date.UTC(2026, 10, 19, 23, 30)
    expect(clockTime(at, now, zone)).toBe('19 Nov, 23:30')
    expect(clockTime(at, now, { timeZone: 'Europe/Berlin' })).toBe('00:30')
  })

  it('is exact to the second', () => {
    expect(exactTime(now + 7000, zone)).toBe('20 Nov 2026, 14:30:07')
  })
})
