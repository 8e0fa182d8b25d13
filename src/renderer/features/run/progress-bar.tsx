import { classNames } from '../../lib/class-names.ts'
import { type Standing, standings, type Tally, tallyWord } from './tally.ts'

/** Height and texture tell them apart too, so that colour is never alone. */
const looks: { readonly [Kind in Standing]: string } = {
  landed: 'bg-muted',
  landing: 'border border-read bg-transparent',
  review: 'border border-ok bg-transparent',
  working: 'bg-read',
  trouble: 'bg-[repeating-linear-gradient(135deg,var(--error)_0_2px,transparent_2px_4px)]',
  you: 'bg-you',
  held: 'bg-[repeating-linear-gradient(90deg,var(--faint)_0_3px,transparent_3px_5px)]',
  queued: 'bg-line',
  proposed: 'border border-dashed border-you bg-transparent',
  discarded: 'bg-soft',
}

export interface ProgressBarProps {
  readonly tally: Tally
  readonly className?: string | undefined
}

/** How the tasks of a run stand, as shares of one thin bar. What it says stands in words beside it. */
export function ProgressBar({ tally: { counts }, className }: ProgressBarProps) {
  return (
    <span aria-hidden className={classNames('flex h-1.5 min-w-0 gap-px overflow-hidden rounded-inner', className)}>
      {standings.map((standing) => {
        const count = counts[standing] ?? 0
        return count === 0 ? null : (
          <span key={standing} style={{ flexGrow: count }} className={classNames('min-w-1 basis-0', looks[standing])} />
        )
      })}
    </span>
  )
}

/** The same in words, each with the look of its share. */
export function ProgressWords({ tally: { counts, total } }: ProgressBarProps) {
  const parts = standings.filter((standing) => (counts[standing] ?? 0) > 0)
  if (parts.length === 0) return <span className="text-muted">No tasks yet</span>
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
      {parts.map((standing) => (
        <span key={standing} className="flex items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden className={classNames('size-2 rounded-inner', looks[standing])} />
          <span className={standing === 'you' ? 'font-medium text-you' : undefined}>
            {tallyWord(standing, counts[standing] ?? 0)}
          </span>
        </span>
      ))}
      <span className="text-faint">{`of ${total}`}</span>
    </span>
  )
}
