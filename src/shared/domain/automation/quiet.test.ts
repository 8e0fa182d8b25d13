import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, quietEnds } from './quiet.ts'

const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }
const noon = { from: '12:00', to: '13:30', zone: 'UTC' }
const at = (time: string) => Date.parse(time)

describe('quiet hours', () => {
  it.each([
    ['2026-11-20T20:59:59Z', false],
    ['2026-11-20T21:00:00Z', true],
    ['2026-11-21T05:59:00Z', true],
    ['2026-11-21T06:00:00Z', false],
    // In summer the zone is two hours ahead.
    ['2026-07-20T20:00:00Z', true],
    ['2026-07-20T05:00:00Z', false],
  ])('span midnight on the clock of their zone: %s', (time, quiet) => {
    expect(isQuiet(night, at(time))).toBe(quiet)
  })

  it('are never where both times are the same', () => {
    expect(isQuiet({ from: '08:00', to: '08:00', zone: 'UTC' }, at('2026-11-20T08:00:00Z'))).toBe(false)
  })

  it.each([
    [noon, '2026-11-20T12:10:20Z', '2026-11-20T13:30:00Z'],
    [night, '2026-11-20T21:30:00Z', '2026-11-21T06:00:00Z'],
    // The clocks go forward and back within the night.
    [night, '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    [night, '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  ])('end at the next such time: %j from %s', (quiet, from, end) => {
    expect(new Date(quietEnds(quiet, at(from))).toISOString()).toBe(new Date(end).toISOString())
  })

  it('end later than now, at a time that is not quiet, with nothing but quiet before', () => {
    const minutes = fc.nat(24 * 60 - 1)
    const time = minutes.map(
      (one) => `${String(Math.floor(one / 60)).padStart(2, '0')}:${String(one % 60).padStart(2, '0')}`,
    )
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata')
    const now = fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') })
    fc.assert(
      fc.property(fc.record({ from: time, to: time, zone }), now, (quiet, from) => {
        if (!isQuiet(quiet, from)) return
        const end = quietEnds(quiet, from)
        expect(end).toBeGreaterThan(from)
        expect(end - from).toBeLessThanOrEqual(26 * 3_600_000)
        // Asked again then, it ends or goes on for a while: a timer always gets on.
        if (isQuiet(quiet, end)) expect(quietEnds(quiet, end)).toBeGreaterThan(end)
      }),
      { numRuns: 300 },
    )
  })
})
