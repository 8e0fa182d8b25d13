import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** The times of one schedule. All times are milliseconds since the epoch. */
export interface CronTimes {
  /** The first after that time; null where there is none any more. */
  next(after: number): number | null
  /** Those after `after` up to `until`, oldest first, at most `limit`. */
  between(after: number, until: number, limit: number): readonly number[]
  /** What clocks there show at that time: `2026-11-20 09:00`. */
  local(at: number): string
}

export interface Cron {
  /** That of this machine. */
  readonly zone: string
  /** `expression`: five fields. `zone`: an IANA name. A time that a clock change skips or repeats fires once. */
  parse(expression: string, zone: string): Result<CronTimes, Failure<'cron-invalid' | 'zone-unknown'>>
}
