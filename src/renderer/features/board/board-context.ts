import { type ComponentType, createContext } from 'react'
import type { Scope, ThreadTab } from '../../lib/route.ts'

/** Parts of the board that are not its own: how threads work together. */
export interface BoardSlots {
  /** The line above a team's rows. */
  readonly Team: ComponentType<{ readonly cluster: string }>
  /** Messages between rows, drawn over them. */
  readonly Messages: ComponentType<MessagesProps>
  /** How the work of what is shown goes together, in the header. */
  readonly Topology: ComponentType<{ readonly scope: Scope }>
  /** Below the rows. */
  readonly Collisions: ComponentType<{ readonly scope: Scope; readonly row: string | null }>
}

export interface MessagesProps {
  readonly selected: string | null
  /** Middle of a thread's row, in px from the first line; null for one that isn't listed. */
  readonly place: (thread: string) => number | null
  /** The time axis: both ends in ms since the epoch, the rest in px. */
  readonly axis: { readonly since: number; readonly now: number; readonly left: number; readonly width: number }
}

/** What rows ask of the board; stays the same while the board is there. */
export interface BoardControls {
  readonly open: (thread: string, tab: ThreadTab) => void
  readonly slots: BoardSlots
}

const nothing = () => null

export const BoardContext = createContext<BoardControls>({
  open: () => undefined,
  slots: { Team: nothing, Messages: nothing, Topology: nothing, Collisions: nothing },
})
