import { z } from 'zod'

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const shape = /^(\d{1,6})(s|m|h|d)$/

/** `90s`, `10m`, `2h` or `1d` in milliseconds; null for anything else. */
export function durationMs(text: string): number | null {
  const [, count, unit] = shape.exec(text) ?? []
  return count === undefined || unit === undefined ? null : Number(count) * units[unit as keyof typeof units]
}

const unitWords = { s: 's', m: 'min', h: 'h', d: 'd' } as const

/** `60s` as it is shown, `60 s`; what is no duration stays as it is written. */
export function durationWords(text: string): string {
  const [, count, unit] = shape.exec(text) ?? []
  return count === undefined || unit === undefined ? text : `${count} ${unitWords[unit as keyof typeof unitWords]}`
}

/** A setting that is a duration between two others, kept as it is written. */
export function durationSetting(least: string, most: string) {
  const wrong = `Write a duration from ${least} to ${most}, such as 90s, 10m, 2h or 1d.`
  const [from, to] = [durationMs(least) ?? 0, durationMs(most) ?? 0]
  const inside = (text: string) => {
    const ms = durationMs(text)
    return ms !== null && ms >= from && ms <= to
  }
  return z.string(wrong).regex(shape, { error: wrong, abort: true }).refine(inside, wrong)
}
