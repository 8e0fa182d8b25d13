const hour = 3_600_000

/** Times of a person: the zone they live in, given only by tests. */
export interface TimeZone {
  readonly timeZone?: string | undefined
}

/** A moment in ms: 'now', '4 min ago', 'in 5 min' until an hour, then '14:19', then '18 Nov, 14:19'. */
export function relativeTime(at: number, now: number, zone: TimeZone = {}): string {
  const past = now - at
  if (Math.abs(past) >= hour) return clockTime(at, now, zone)
  const minutes = Math.floor(Math.abs(past) / 60_000)
  if (minutes === 0) return 'now'
  return past > 0 ? `${minutes} min ago` : `in ${minutes} min`
}

/** '14:19' today, '18 Nov, 14:19' this year, '18 Nov 2025, 14:19' before. */
export function clockTime(at: number, now: number, zone: TimeZone = {}): string {
  const [then, today] = [partsOf(at, zone), partsOf(now, zone)]
  const date = `${then.day} ${then.month}`
  if (then.year !== today.year) return `${date} ${then.year}, ${then.time}`
  return date === `${today.day} ${today.month}` ? then.time : `${date}, ${then.time}`
}

/** To the second, with the date: '20 Nov 2026, 14:19:07'. */
export function exactTime(at: number, zone: TimeZone = {}): string {
  const { day, month, year, time, second } = partsOf(at, zone)
  return `${day} ${month} ${year}, ${time}:${second}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: number, { timeZone }: TimeZone) {
  const known = formats.get(timeZone ?? '')
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      ...(timeZone === undefined ? {} : { timeZone }),
    })
  if (known === undefined) formats.set(timeZone ?? '', format)
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  // British English says Sept, and a table has three letters.
  const month = of('month').slice(0, 3)
  return { year: of('year'), month, day: of('day'), time: `${of('hour')}:${of('minute')}`, second: of('second') }
}
