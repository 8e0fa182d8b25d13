import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisTicks } from '../../lib/axis-ticks.ts'
import { type Range, rangeLength, rangePace, usualRange } from './ranges.ts'
import { arrive, stay } from './seen.ts'

const minute = 60_000
const now = new Date(2026, 10, 20, 14, 30, 12).getTime()
const offset = -new Date(now).getTimezoneOffset() * minute

describe('the time axis', () => {
  it('has round times of the clock', () => {
    const ticks = axisTicks({ since: now - 120 * minute, now, width: 420 }, offset)
    expect(ticks.map(({ label }) => label)).toEqual(['13:00', '13:30', '14:00'])
  })

  it('names seconds where it is short', () => {
    const ticks = axisTicks({ since: now - minute, now, width: 420 }, offset)
    expect(ticks.map(({ label }) => label)).toEqual(['14:29:20', '14:29:30', '14:29:40', '14:29:50'])
  })

  it('names days where it is long', () => {
    const labels = axisTicks({ since: now - 6 * 24 * 60 * minute, now, width: 420 }, offset).map(({ label }) => label)
    expect(labels).toContain('18 Nov')
    expect(labels.every((label) => /^\d+ Nov$/.test(label))).toBe(true)
  })

  it('never has labels that run into each other or into the present', () => {
    const anyOffset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15 * minute)
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 90 * 24 * 60 * minute }),
        fc.integer({ min: 0, max: 3000 }),
        anyOffset,
        (length, width, shift) => {
          const places = axisTicks({ since: now - length, now, width }, shift).map(({ place }) => place * width)
          for (const [at, place] of places.entries()) {
            expect(place).toBeGreaterThanOrEqual(0)
            expect(place).toBeLessThanOrEqual(width - 103)
            if (at > 0) expect(place - (places[at - 1] ?? 0)).toBeGreaterThanOrEqual(57.9)
          }
        },
      ),
    )
  })
})

describe('ranges', () => {
  const facts = { oldest: now - 50 * minute, seen: now - 20 * minute }

  it('reach to what they are named after', () => {
    expect(rangeLength('15m', now, facts)).toBe(15 * minute)
    expect(rangeLength('2h', now, facts)).toBe(120 * minute)
    expect(rangeLength('run', now, facts)).toBeGreaterThan(50 * minute)
    expect(rangeLength('seen', now, facts)).toBeGreaterThan(20 * minute)
  })

  it.each<Range>(['run', 'seen'])('fall back to what can be seen: %s', (range) => {
    expect(rangeLength(range, now, { oldest: null, seen: null })).toBe(15 * minute)
    expect(rangeLength(range, now, { oldest: now, seen: now })).toBe(minute)
  })

  it('begin with the whole run, and go over to its last quarter of an hour without a jump', () => {
    expect(usualRange(now, { oldest: null })).toBe('15m')
    expect(usualRange(now, { oldest: now - 2 * minute })).toBe('run')
    expect(usualRange(now, { oldest: now - 60 * minute })).toBe('15m')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 * minute }), (age) => {
        const at = (when: number) => {
          const all = { oldest: now - age, seen: null }
          return rangeLength(usualRange(when, all), when, all)
        }
        expect(Math.abs(at(now + 1000) - at(now))).toBeLessThan(1100)
      }),
    )
  })

  it('move on slower the longer they are', () => {
    expect([3, 15, 120, 600].map((minutes) => rangePace(minutes * minute))).toEqual([1000, 2000, 10_000, 30_000])
  })
})

describe('when a person last looked', () => {
  it('is the end of the visit before, not a short look elsewhere', () => {
    const first = arrive(null, 0)
    expect(first.before).toBeNull()
    const back = arrive(stay(first, 10 * minute), 40 * minute)
    expect(back.before).toBe(10 * minute)
    expect(arrive(stay(back, 41 * minute), 41 * minute + 5000).before).toBe(10 * minute)
  })
})
