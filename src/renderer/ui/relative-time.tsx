import { exactTime, relativeTime } from '../lib/format-time.ts'

export interface RelativeTimeProps {
  /** Both in ms of the host's clock. */
  readonly at: number
  readonly now: number
  readonly className?: string | undefined
}

/** How long ago until an hour, then the time of day; exact on hover. */
export function RelativeTime({ at, now, className }: RelativeTimeProps) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className={className}>
      {relativeTime(at, now)}
    </time>
  )
}
