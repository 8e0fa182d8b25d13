import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { exactTime } from '../../../lib/format-time.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { turnEndView } from './entry-view.ts'

export interface TurnEndEntryProps {
  readonly row: TranscriptRow
  /** Milliseconds; null where its beginning isn't loaded. */
  readonly took: number | null
}

/** A thin rule between turns; what went wrong stands out. */
export function TurnEndEntry({ row, took }: TurnEndEntryProps) {
  const { text, failed } = turnEndView(row)
  const words = took === null ? text : `${text} after ${formatDuration(took)}`
  if (failed) {
    return (
      <div className="border-l-[3px] border-error py-1 pl-3" title={exactTime(row.at)}>
        <p>{words}</p>
        {row.text !== '' && (
          <p className="max-h-60 overflow-y-auto whitespace-pre-wrap text-muted wrap-anywhere">
            {visibleText(row.text)}
          </p>
        )}
      </div>
    )
  }
  return (
    <p
      title={exactTime(row.at)}
      className="flex items-center gap-2 text-11 text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
    >
      {words}
    </p>
  )
}
