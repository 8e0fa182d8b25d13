const days = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] as const
const names: Readonly<Record<string, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 }
const weekdays: ReadonlySet<string> = new Set(['1-5', 'mon-fri'])

/** 'Every day at 02:00' or 'Fridays at 16:00' where it is as simple as that; else the expression as it is written. */
export function cronWords(cron: string): string {
  const [minute = '', hour = '', date, month, weekday = '', more] = cron.trim().toLowerCase().split(/\s+/)
  const simple = date === '*' && month === '*' && more === undefined && /^\d{1,2}$/.test(minute)
  const day = dayWords(weekday)
  if (!simple || day === null) return `At ${cron}`
  if (hour === '*' && weekday === '*') return `Every hour at minute ${Number(minute)}`
  if (!/^\d{1,2}$/.test(hour)) return `At ${cron}`
  return `${day} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}

function dayWords(weekday: string): string | null {
  if (weekday === '*') return 'Every day'
  if (weekdays.has(weekday)) return 'Mondays to Fridays'
  const day = names[weekday] ?? (/^[0-7]$/.test(weekday) ? Number(weekday) % 7 : null)
  return day === null ? null : (days[day] ?? null)
}
