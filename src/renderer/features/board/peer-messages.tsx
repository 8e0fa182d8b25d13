import { useContext, useMemo } from 'react'
import { useAxis } from './axis-context.ts'
import { BoardContext } from './board-context.ts'
import { axisHeight } from './columns.ts'
import type { Line } from './lines.ts'

export interface PeerMessagesProps {
  readonly selected: string | null
  readonly lines: readonly Line[]
  /** Where lines begin, in px from the top of the grid. */
  readonly places: readonly { readonly start: number }[]
  readonly rowHeight: number
  /** Where the tracks begin, in px. */
  readonly left: number
}

/** Follows the clock by itself, so that the grid doesn't. */
export function PeerMessages({ selected, lines, places, rowHeight, left }: PeerMessagesProps) {
  const { Messages } = useContext(BoardContext).slots
  const { since, now, width } = useAxis()
  const indexes = useMemo(
    () => new Map(lines.flatMap((line, at) => (line.kind === 'thread' ? [[line.id, at] as const] : []))),
    [lines],
  )
  if (width === 0) return null
  const place = (thread: string) => {
    const start = places[indexes.get(thread) ?? -1]?.start
    return start === undefined ? null : start - axisHeight + rowHeight / 2
  }
  return <Messages selected={selected} place={place} axis={{ since, now, left, width }} />
}
