import { plural } from '../lib/format-number.ts'

export interface LineCountProps {
  readonly added: number
  readonly removed: number
}

/** Lines of a change as '+412 −96'; a side without any is left out. */
export function LineCount({ added, removed }: LineCountProps) {
  if (added === 0 && removed === 0) return null
  return (
    <span className="whitespace-nowrap">
      <span className="sr-only">{`${plural(added, 'line')} added, ${removed} removed`}</span>
      <span aria-hidden>
        {added > 0 && <span className="text-add">{`+${added}`}</span>}
        {added > 0 && removed > 0 && ' '}
        {removed > 0 && <span className="text-del">{`−${removed}`}</span>}
      </span>
    </span>
  )
}
