import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cronerCron } from './croner-cron.ts'
import { WallTime } from './wall-time.ts'

const at = (text: string) => Date.parse(text)
const written = (times: readonly number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16))

function timesOf(expression: string, zone: string) {
  const parsed = cronerCron.parse(expression, zone)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

describe('a schedule', () => {
  it('runs a time that the clocks skip once, when they are put forward', () => {
    const times = timesOf('30 2 * * *', 'Europe/Berlin')
    expect(written(times.between(at('2026-03-27T12:00Z'), at('2026-03-31T00:00Z'), 10))).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ])
  })

  it('runs a time that the clocks repeat once, the first time', () => {
    const times = timesOf('30 2 * * *', 'Europe/Berlin')
    expect(written(times.between(at('2026-10-24T12:00Z'), at('2026-10-26T12:00Z'), 10))).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ])
    expect(written([times.next(at('2026-10-25T01:29Z')) ?? 0])).toEqual(['2026-10-26T01:30'])
  })

  it('runs one that comes every half hour once for each local time', () => {
    const times = timesOf('*/30 * * * *', 'America/New_York')
    const spring = written(times.between(at('2026-03-08T06:00Z'), at('2026-03-08T08:00Z'), 10))
    expect(spring).toEqual(['2026-03-08T06:30', '2026-03-08T07:00', '2026-03-08T07:30', '2026-03-08T08:00'])
    const autumn = written(times.between(at('2026-11-01T05:00Z'), at('2026-11-01T07:30Z'), 10))
    expect(autumn).toEqual(['2026-11-01T05:30', '2026-11-01T07:00', '2026-11-01T07:30'])
  })

  it('knows changes of half an hour and of a whole day', () => {
    const howe = timesOf('15 2 * * *', 'Australia/Lord_Howe')
    expect(written(howe.between(at('2026-10-02T16:00Z'), at('2026-10-04T16:00Z'), 9))).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ])
    const apia = timesOf('0 12 * * *', 'Pacific/Apia')
    expect(written(apia.between(at('2011-12-29T00:00Z'), at('2012-01-01T00:00Z'), 9))).toEqual([
      '2011-12-29T22:00',
      '2011-12-30T10:00',
      '2011-12-30T22:00',
      '2011-12-31T22:00',
    ])
  })

  it('says what clocks show there', () => {
    expect(timesOf('0 9 * * *', 'Asia/Kathmandu').local(at('2026-11-20T03:15Z'))).toBe('2026-11-20 09:00')
    expect(cronerCron.parse('0 9 * * *', cronerCron.zone)).toMatchObject({ ok: true })
  })

  it('ends where no time is left, and keeps to its limit', () => {
    expect(timesOf('0 0 30 2 *', 'UTC').next(at('2026-01-01T00:00Z'))).toBeNull()
    expect(timesOf('* * * * *', 'UTC').between(0, at('2026-01-01T00:00Z'), 100)).toHaveLength(100)
  })

  it.each(['', 'x', '* * * *', '0 0 0 * * *', '61 * * * *', '* 24 * * *', '*/0 * * * *', '@reboot'])(
    'is not %j',
    (bad) => {
      expect(cronerCron.parse(bad, 'UTC')).toMatchObject({ ok: false, error: { code: 'cron-invalid' } })
    },
  )

  it.each(['', 'Mars/Olympus', '+02:00', 'Europe/Berlin '])('is in no zone %j', (zone) => {
    expect(cronerCron.parse('* * * * *', zone)).toMatchObject({ ok: false, error: { code: 'zone-unknown' } })
  })
})

describe('wall times', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Havana']

  it('come back as the instant they were shown at first', () => {
    const instants = fc.integer({ min: at('2010-01-01T00:00Z') / 60_000, max: at('2036-01-01T00:00Z') / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, minutes) => {
        const wall = new WallTime(zone)
        const instant = minutes * 60_000
        const found = wall.instantOf(wall.at(instant))
        expect(wall.at(found)).toBe(wall.at(instant))
        expect(found).toBeLessThanOrEqual(instant)
        expect(wall.instantOf(wall.at(instant) + 60_000)).toBeGreaterThanOrEqual(found)
      }),
      { numRuns: 200 },
    )
  })
})
