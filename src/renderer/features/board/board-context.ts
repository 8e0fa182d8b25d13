import { createContext } from 'react'
import type { ThreadTab } from '../../lib/route.ts'

/** What rows ask of the board; stays the same while the board is there. */
export interface BoardControls {
  readonly open: (thread: string, tab: ThreadTab) => void
}

export const BoardContext = createContext<BoardControls>({ open: () => undefined })
