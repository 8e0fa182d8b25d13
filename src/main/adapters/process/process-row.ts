import { processMark } from '../../ports/process.ts'

/** One process as the system lists it. */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly session: number
  readonly startTime: string
  /** Ended, but not yet collected by its parent. */
  readonly zombie: boolean
  /** The value of `markerVariable` in the environment it was started with, where it may be read. */
  readonly marker: string | null
}

/** Names, in the environment of a recorded child and of all that inherit it, whose tree they belong to. */
export const markerVariable = processMark

/** Whether a process with this marker belongs to the tree: as a whole, or to a part of it. */
export function carriesMarker(row: ProcessRow, marker: string): boolean {
  return row.marker === marker || row.marker?.startsWith(`${marker}/`) === true
}
