import { z } from 'zod'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Cron, CronTimes } from '../ports/cron.ts'
import type { Trigger, TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { cronWords } from './cron-words.ts'
import { type DueTime, dueTimes } from './due-times.ts'
import { keepLooking } from './keep-looking.ts'
import type { TriggerServices } from './services.ts'

type Services = Pick<TriggerServices, 'clock' | 'cron' | 'problem'>

/** A timer doesn't know that the machine slept, so it never waits for longer. */
const longestWaitMs = 60_000
const retryMs = 5000
/** A clock that goes back by more was wrong before: waiting for what was handled by then could take years. */
const wrongByMs = 25 * 3_600_000

/** A clock that is set right goes back by less. */
const setBackMs = 60_000

const cursorShape = z.object({ rule: z.string(), handled: z.number() })

/** At times that a cron expression names. */
export function scheduleTrigger(services: Services) {
  const settings = settingsOf(services.cron)
  type Settings = z.output<typeof settings>
  const zoneOf = ({ zone }: Settings) => zone ?? services.cron.zone
  const trigger: Trigger<Settings> = {
    kind: 'schedule',
    title: 'Schedule',
    outside: false,
    settings,
    fields: [
      { name: 'time', kind: 'text', words: 'When it was due, in UTC', example: '2026-11-20T08:00:00.000Z' },
      { name: 'local', kind: 'text', words: 'The same in its time zone', example: '2026-11-20 09:00' },
      { name: 'zone', kind: 'text', words: 'Its time zone', example: 'Europe/Berlin' },
      { name: 'missed', kind: 'boolean', words: 'Whether it fires later than it was due', example: false },
    ],
    words: (of) => `${cronWords(of.cron)}, ${zoneOf(of)} · ${missedWords[of.missed]}`,
    next(of, now) {
      const times = services.cron.parse(of.cron, zoneOf(of))
      return times.ok ? times.value.next(now) : null
    },
    begin(of, watch, scope) {
      const zone = zoneOf(of)
      const times = services.cron.parse(of.cron, zone)
      if (!times.ok) watch.health({ failure: times.error, retryAt: null })
      else run(services, { schedule: { ...of, zone, times: times.value }, watch }, scope)
    },
  }
  return trigger
}

const missedWords = {
  skip: 'missed ones are left out',
  once: 'missed ones are made up for once',
  all: 'missed ones are all made up for',
} as const

function settingsOf(cron: Cron) {
  return z
    .strictObject({
      cron: z
        .string('Write five fields, such as 0 9 * * 1-5.')
        .describe('Minute, hour, day, month and day of the week'),
      zone: z
        .string('Write the name of a time zone.')
        .optional()
        .describe('Time zone; that of the machine without one'),
      missed: z.enum(['skip', 'once', 'all']).default('once').describe('What becomes of times at which no host ran'),
    })
    .superRefine((value, context) => {
      const parsed = cron.parse(value.cron, value.zone ?? cron.zone)
      if (parsed.ok) return
      const { code, message, remedy } = parsed.error
      context.addIssue({
        code: 'custom',
        path: [code === 'zone-unknown' ? 'zone' : 'cron'],
        message: `${message} ${remedy}`,
      })
    })
}

interface Schedule {
  readonly cron: string
  readonly zone: string
  readonly missed: 'skip' | 'once' | 'all'
  readonly times: CronTimes
}

interface Begun {
  readonly schedule: Schedule
  readonly watch: TriggerWatch
}

function run(services: Services, { schedule, watch }: Begun, scope: Scope): void {
  const { clock, problem } = services
  const { missed, times } = schedule
  const rule = `${schedule.cron} ${schedule.zone}`
  const begun = cursorShape.safeParse(watch.cursor)
  // Times of another schedule say nothing about this one: it begins now.
  let handled = begun.success && begun.data.rule === rule ? begun.data.handled : null
  /** Found, and not decided yet: what was found in time is not missed because telling it failed. */
  let found: readonly DueTime[] = []

  async function look(): Promise<number> {
    const now = clock.now()
    if (handled === null || handled - now > wrongByMs) {
      const stored = await watch.deliver([], cursor(now))
      if (!stored.ok) return retryMs
      handled = now
      found = []
    }
    const after = found.at(-1)?.at ?? handled
    found = [...found, ...dueTimes(times, missed, { handled: after, now })].slice(-200)
    const last = found.at(-1)
    if (last !== undefined) {
      const told = await watch.deliver(
        found.map((due) => eventOf(schedule, due)),
        cursor(last.at),
      )
      if (!told.ok) return retryMs
      handled = last.at
      found = []
    }
    const next = times.next(Math.max(handled, clock.now()))
    const ahead = handled - clock.now()
    watch.health(ahead > setBackMs ? { failure: setBack(schedule, handled), retryAt: next } : null)
    return Math.min(longestWaitMs, Math.max(0, (next ?? Number.POSITIVE_INFINITY) - clock.now()))
  }

  const cursor = (at: number): JsonValue => ({ rule, handled: at })
  keepLooking({ clock, problem, what: `the schedule of ${watch.automation.name}` }, scope, look)
}

function eventOf({ times, zone }: Schedule, { at, missed }: DueTime): TriggerEvent {
  const local = times.local(at)
  const time = new Date(at).toISOString()
  return {
    id: time,
    source: {
      words: `schedule, ${local} ${zone}${missed ? ', made up for later' : ''}`,
      link: null,
      outside: false,
      reply: null,
    },
    subject: null,
    fields: { time, local, zone, missed },
  }
}

function setBack({ times, zone }: Schedule, handled: number): Failure {
  return failure(
    'clock-set-back',
    `The clock of this machine was set back. What was due until ${times.local(handled)} ${zone} was seen to before, and is not again.`,
    'Wait, or fire it by hand.',
  )
}
