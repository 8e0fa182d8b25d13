import type { CronTimes } from '../ports/cron.ts'

export type MissedRule = 'skip' | 'once' | 'all'

/** A time that is found later than this was missed: the machine slept, its clock jumped, or no host ran. */
const lateMs = 60_000
/** Of the missed ones that `all` makes up for, the newest. */
const mostMissed = 100
const hourMs = 3_600_000

export interface DueTime {
  readonly at: number
  readonly missed: boolean
}

/** What is due by now of what comes after `handled`, oldest first. */
export function dueTimes(times: CronTimes, rule: MissedRule, { handled, now }: { handled: number; now: number }) {
  const fresh = newest(times, { after: Math.max(handled, now - lateMs), until: now }, mostMissed)
  const due = fresh.map((at): DueTime => ({ at, missed: false }))
  const wanted = { skip: 0, once: due.length > 0 ? 0 : 1, all: mostMissed }[rule]
  if (wanted === 0 || handled >= now - lateMs) return due
  const missed = newest(times, { after: handled, until: now - lateMs }, wanted)
  return [...missed.map((at): DueTime => ({ at, missed: true })), ...due]
}

/** The last so many times of a span: looked for from its end, which a month of minutes would take long to reach. */
function newest(times: CronTimes, span: { after: number; until: number }, count: number): readonly number[] {
  for (let back = hourMs; ; back *= 2) {
    const after = Math.max(span.after, span.until - back)
    const found = times.between(after, span.until, Number.POSITIVE_INFINITY)
    if (found.length >= count || after === span.after) return found.slice(-count)
  }
}
