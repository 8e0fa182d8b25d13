import type { QuietHours } from './definition.ts'

const day = 24 * 60
const minute = 60_000

/** Making one is costly, and there are as many as zones in use. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string | null): Intl.DateTimeFormat {
  const known = clocks.get(zone ?? '')
  if (known !== undefined) return known
  const where = zone === null ? {} : { timeZone: zone }
  const made = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...where })
  clocks.set(zone ?? '', made)
  return made
}

/** Minutes since midnight on the wall clock of a zone, which must be one that this system knows. */
function wallClock(at: number, zone: string | null): number {
  return minutesOf(clockOf(zone).format(at))
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Whether a time is within quiet hours: from `from` on, up to but not at `to`. The same time twice means never. */
export function isQuiet(quiet: QuietHours, at: number): boolean {
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), wallClock(at, quiet.zone)]
  return from <= to ? from <= now && now < to : from <= now || now < to
}

/** When quiet hours that are on at `at` end, in ms since the epoch; a change of the clocks on the way is seen. */
export function quietEnds(quiet: QuietHours, at: number): number {
  const to = minutesOf(quiet.to)
  const left = ahead(to - wallClock(at, quiet.zone))
  const end = Math.floor(at / minute) * minute + left * minute
  // Negative where the clocks were put back on the way.
  const off = wallClock(end, quiet.zone) - to
  const nearest = off > day / 2 ? off - day : off
  const corrected = end - (nearest < -day / 2 ? nearest + day : nearest) * minute
  return corrected > at ? corrected : end
}

function ahead(minutes: number): number {
  return minutes > 0 ? minutes : minutes + day
}
