import { clockTime } from './format-time.ts'

export interface AxisTick {
  readonly at: number
  /** Share of the axis, 0 at its left end. */
  readonly place: number
  readonly label: string
}

export interface AxisSpan {
  /** Both in ms since the epoch. */
  readonly since: number
  readonly now: number
  /** In px. */
  readonly width: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const shortSteps = [5, 10, 15, 30].map((count) => count * second)
const steps = [1, 2, 5, 10, 15, 30].map((count) => count * minute)
const longSteps = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720].map((count) => count * hour)
const perLabel = 58
/** Kept free at the right end, for a label and the present behind it. */
const forNow = 104

/**
 * Round times of the clock that fit on the axis. `offset` is how far local time is ahead of UTC, in ms.
 */
export function axisTicks({ since, now, width }: AxisSpan, offset: number): readonly AxisTick[] {
  const length = now - since
  if (length <= 0 || width < forNow) return []
  const room = (perLabel / width) * length
  const step = [...shortSteps, ...steps, ...longSteps].find((one) => one >= room) ?? 1440 * hour
  const first = Math.ceil((since + offset) / step) * step - offset
  const last = now - (forNow / width) * length
  const ticks: AxisTick[] = []
  for (let at = first; at <= last; at += step) {
    ticks.push({ at, place: (at - since) / length, label: labelOf(at, step, now) })
  }
  return ticks
}

function labelOf(at: number, step: number, now: number): string {
  const [date, time] = clockTime(at, now).split(', ')
  if (step < minute) return `${time ?? date}:${String(Math.floor(at / second) % 60).padStart(2, '0')}`
  if (time === undefined) return date ?? ''
  return step >= day || time === '00:00' ? (date ?? '') : time
}
