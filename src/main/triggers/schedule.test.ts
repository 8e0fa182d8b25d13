import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { cronerCron } from '../adapters/cron/croner-cron.ts'
import { createManualClock, type ManualClock } from '../ports/testing/manual-clock.ts'
import { scheduleTrigger } from './schedule.ts'
import { Told } from './testing/told.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}
const triggerAt = (clock: ManualClock) => scheduleTrigger({ clock, cron: cronerCron, problem })

/** Lets everything that is promised by now happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= Math.min(left, minuteMs / 2)) {
    clock.advance(Math.min(left, minuteMs / 2))
    await settle()
  }
}

interface Step {
  readonly kind: 'pass' | 'sleep' | 'down' | 'back' | 'refuse'
  readonly minutes: number
}

interface Life {
  readonly clock: ManualClock
  readonly told: Told
  readonly settings: JsonObject
}

/** Goes through it all, and answers the latest time that the clock showed. */
async function live({ clock, settings, told }: Life, steps: readonly Step[]): Promise<number> {
  const trigger = triggerAt(clock)
  let scope = told.begin(trigger, settings)
  await settle()
  let latest = clock.now()
  for (const { kind, minutes } of [...steps, { kind: 'refuse', minutes: 0 } as const]) {
    if (kind === 'down') await scope.close()
    if (kind === 'sleep' || kind === 'down') clock.jump(minutes * minuteMs)
    if (kind === 'back') clock.jump(-minutes * minuteMs)
    if (kind === 'refuse') told.refusing = minutes
    if (kind === 'down') scope = told.begin(trigger, settings)
    await pass(clock, kind === 'pass' ? minutes * minuteMs : 2 * minuteMs)
    latest = Math.max(latest, clock.now())
  }
  await scope.close()
  return latest
}

describe('a schedule', () => {
  const start = Date.parse('2026-03-28T23:30:00Z')

  it('fires each local time once when the clocks are put forward', async () => {
    const clock = createManualClock(start)
    const told = new Told()
    const scope = told.begin(triggerAt(clock), { cron: '30 * * * *', zone: 'Europe/Berlin' })
    await pass(clock, 3 * hourMs)
    await scope.close()
    expect(told.events.map((event) => event.fields.local)).toEqual([
      '2026-03-29 01:30',
      '2026-03-29 03:00',
      '2026-03-29 03:30',
      '2026-03-29 04:30',
    ])
    expect(told.events[0]).toEqual({
      id: '2026-03-29T00:30:00.000Z',
      source: { words: 'schedule, 2026-03-29 01:30 Europe/Berlin', link: null, outside: false, reply: null },
      subject: null,
      fields: { time: '2026-03-29T00:30:00.000Z', local: '2026-03-29 01:30', zone: 'Europe/Berlin', missed: false },
    })
    expect(told.twice).toEqual([])
  })

  it.each([
    ['skip', [], false],
    ['once', ['2026-03-31T09:00:00.000Z'], true],
    ['all', ['2026-03-29T09:00:00.000Z', '2026-03-30T09:00:00.000Z', '2026-03-31T09:00:00.000Z'], true],
  ])('makes up for what a machine slept through: %s', async (missed, expected, late) => {
    const clock = createManualClock(start)
    const told = new Told()
    const scope = told.begin(triggerAt(clock), { cron: '0 9 * * *', zone: 'UTC', missed })
    await settle()
    clock.jump(3 * dayMs)
    await pass(clock, minuteMs)
    expect(told.ids).toEqual(expected)
    expect(told.events.every((event) => event.fields.missed === late)).toBe(true)
    expect(told.events.every(({ source }) => source.words.endsWith(', made up for later') === late)).toBe(true)
    await pass(clock, 10 * hourMs)
    expect(told.ids).toEqual([...expected, '2026-04-01T09:00:00.000Z'])
    await scope.close()
    expect(clock.pending()).toBe(0)
  })

  it('makes up for at most 100, the newest', async () => {
    const clock = createManualClock(start)
    const told = new Told()
    const scope = told.begin(triggerAt(clock), { cron: '* * * * *', zone: 'UTC', missed: 'all' })
    await settle()
    clock.jump(300 * dayMs)
    await pass(clock, minuteMs)
    await scope.close()
    const missed = told.events.filter((event) => event.fields.missed === true)
    expect(missed).toHaveLength(100)
    expect(Date.parse(missed[0]?.id ?? '')).toBeGreaterThan(start + 300 * dayMs - 101 * minuteMs)
  })

  it('fires nothing twice when the clock is put back, and goes on after that', async () => {
    const clock = createManualClock(start)
    const told = new Told()
    const scope = told.begin(triggerAt(clock), { cron: '0 * * * *', zone: 'UTC', missed: 'all' })
    await pass(clock, 2 * hourMs)
    clock.jump(-2 * hourMs)
    await pass(clock, hourMs)
    expect(told.troubles.at(-1)?.message).toMatch(/set back.* 2026-03-29 01:00 UTC/)
    await pass(clock, 3 * hourMs)
    expect(told.troubles.at(-1)).toBeNull()
    expect(told.ids.map((id) => id.slice(11, 16))).toEqual(['00:00', '01:00', '02:00', '03:00'])
    clock.jump(-400 * dayMs)
    await pass(clock, 2 * hourMs)
    await scope.close()
    expect(told.ids.slice(4).map((id) => id.slice(0, 4))).toEqual(['2025', '2025'])
    expect(told.twice).toEqual([])
  })

  it('tells again what could not be stored, also after a new beginning', async () => {
    const clock = createManualClock(start)
    const told = new Told()
    const settings = { cron: '0 * * * *', zone: 'UTC', missed: 'skip' }
    const scope = told.begin(triggerAt(clock), settings)
    await settle()
    told.refusing = 5
    await pass(clock, 32 * minuteMs)
    expect(told.ids).toEqual([])
    await pass(clock, minuteMs)
    expect(told.ids).toEqual(['2026-03-29T00:00:00.000Z'])
    told.refusing = Number.POSITIVE_INFINITY
    await pass(clock, hourMs - 3 * minuteMs + 30_000)
    await scope.close()
    told.refusing = 0
    const again = told.begin(triggerAt(clock), settings)
    await pass(clock, minuteMs)
    await again.close()
    expect(told.ids).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z'])
    expect(told.twice).toEqual([])
  })

  it('makes up for nothing of another schedule', async () => {
    const clock = createManualClock(start)
    const told = new Told()
    const trigger = triggerAt(clock)
    const scope = told.begin(trigger, { cron: '0 0 1 1 *', zone: 'UTC', missed: 'all' })
    await pass(clock, hourMs)
    await scope.close()
    const other = told.begin(trigger, { cron: '* * * * *', zone: 'UTC', missed: 'all' })
    await settle()
    await other.close()
    expect(told.ids).toEqual([])
  })

  it('knows its next time, and says what is wrong with its settings', () => {
    const trigger = triggerAt(createManualClock(start))
    const settings = trigger.settings.parse({ cron: '0 9 * * *', zone: 'UTC' })
    expect(trigger.next?.(settings, start)).toBe(Date.parse('2026-03-29T09:00:00Z'))
    expect(trigger.words(settings)).toBe('Every day at 09:00, UTC · missed ones are made up for once')
    const problems = (given: object) => trigger.settings.safeParse(given).error?.issues.map((issue) => issue.path[0])
    expect(problems({ cron: '61 * * * *' })).toEqual(['cron'])
    expect(problems({ cron: '0 9 * * *', zone: 'Mars/Olympus' })).toEqual(['zone'])
    expect(problems({ cron: '0 9 * * *', zoen: 'UTC' })).toHaveLength(1)
  })

  it('delivers each scheduled time at most once, and with `all` exactly once', async () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana')
    const crons = fc.constantFrom(
      '*/15 * * * *',
      '30 2 * * *',
      '0 */3 * * *',
      '59 23 * * *',
      '0 12 * * 1-5',
      '5 0,2,3 * * *',
    )
    const beginnings = fc.constantFrom(
      '2026-03-07T20:00:30Z',
      '2026-03-28T20:00:00Z',
      '2026-10-24T21:10:00Z',
      '2026-10-31T20:00:00Z',
    )
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom<Step['kind']>('pass', 'sleep', 'down', 'back', 'refuse'),
        minutes: fc.integer({ min: 1, max: 240 }),
      }),
      { minLength: 2, maxLength: 8 },
    )
    const rules = fc.constantFrom('skip', 'once', 'all')
    await fc.assert(
      fc.asyncProperty(crons, zones, fc.record({ beginnings, steps, rules }), async (cron, zone, given) => {
        const from = Date.parse(given.beginnings)
        const clock = createManualClock(from)
        const told = new Told()
        const latest = await live({ clock, told, settings: { cron, zone, missed: given.rules } }, given.steps)
        const parsed = cronerCron.parse(cron, zone)
        if (!parsed.ok) throw new Error(parsed.error.message)
        const all = parsed.value.between(from, latest, 10_000).map((at) => new Date(at).toISOString())
        expect(told.twice).toEqual([])
        expect(told.ids).toEqual(all.filter((id) => told.ids.includes(id)))
        if (given.rules === 'all') expect(told.ids).toEqual(all)
      }),
      { numRuns: 25 },
    )
  })
})
