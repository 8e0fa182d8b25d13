import { Cron as Pattern } from 'croner'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import type { Cron, CronTimes } from '../../ports/cron.ts'
import { WallTime } from './wall-time.ts'

const longest = 200

/**
 * The library is asked for wall times only, in a zone without clock changes; what they come to as instants is our own
 * rule, since its own runs a repeated hour twice.
 */
export const cronerCron: Cron = {
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  parse(expression, zone) {
    const pattern = patternOf(expression)
    if (!(pattern instanceof Pattern)) {
      return err(
        failure('cron-invalid', `\`${expression.slice(0, longest)}\` is no schedule: ${pattern}.`, {
          remedy:
            'Write five fields: minute, hour, day of the month, month, day of the week. `0 9 * * 1-5` is 9:00 on weekdays.',
          facts: { expression: expression.slice(0, longest) },
        }),
      )
    }
    const wall = wallTimeOf(zone)
    if (wall === null) {
      return err(
        failure('zone-unknown', `No time zone is called ${zone.slice(0, longest)}.`, {
          remedy: 'Write a name like Europe/Berlin, America/New_York or UTC.',
          facts: { zone: zone.slice(0, longest) },
        }),
      )
    }
    return ok(timesOf(pattern, wall))
  },
}

function timesOf(pattern: Pattern, wall: WallTime): CronTimes {
  const next = (after: number): number | null => {
    let shown: Date | null = new Date(wall.at(after))
    for (;;) {
      shown = pattern.nextRun(shown)
      if (shown === null) return null
      const instant = wall.instantOf(shown.getTime())
      if (instant > after) return instant
    }
  }
  return {
    next,
    local: (at) => new Date(wall.at(at)).toISOString().slice(0, 16).replace('T', ' '),
    between(after, until, limit) {
      const times: number[] = []
      for (let at = next(after); at !== null && at <= until && times.length < limit; at = next(at)) times.push(at)
      return times
    },
  }
}

/** The pattern, or what is wrong with it in the library's words. */
function patternOf(expression: string): Pattern | string {
  if (expression.length > longest) return 'it is too long'
  try {
    return new Pattern(expression, { mode: '5-part', paused: true, timezone: 'UTC' })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return error.message.replace(/^CronPattern: /, '').replace(/\.$/, '')
  }
}

function wallTimeOf(zone: string): WallTime | null {
  if (!/^[A-Za-z]/.test(zone)) return null
  try {
    return new WallTime(zone)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
