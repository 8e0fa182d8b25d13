import type { QuietHours } from '../../../shared/domain/automation/definition.ts'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const longestMs = 365 * 86_400_000

/** `90s`, `10m`, `2h`, `1d` in milliseconds; null for what is no duration of at most a year. */
export function durationMs(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d{1,8})([smhd])$/.exec(text.trim()) ?? []
  const ms = Number(count) * (units[unit] ?? 0)
  return ms > 0 && ms <= longestMs ? ms : null
}

/** `22:00-07:00`, or with the name of a zone after it; null for what is neither. */
export function quietHours(text: string): QuietHours | null {
  const [, from, to, zone] = /^(\d\d:\d\d)\s*-\s*(\d\d:\d\d)(?:\s+(\S+))?$/.exec(text.trim()) ?? []
  if (from === undefined || to === undefined || from === to || !isTime(from) || !isTime(to)) return null
  return zone === undefined || isZone(zone) ? { from, to, zone: zone ?? null } : null
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
