import type { ProcessIdentity } from '../../ports/process.ts'
import { carriesMarker, type ProcessRow } from './process-row.ts'

/**
 * Everything that one process started, as far as the system tells: children by parent, group and
 * session, and by the inherited marker those that left them all. Remembers whom it has seen, so
 * that a child stays known after its parent is gone.
 */
export class ProcessTree {
  readonly #known: Map<number, string>
  readonly #marker: string | null

  constructor(roots: readonly ProcessIdentity[], marker: string | null) {
    this.#known = new Map(roots.map((root) => [root.pid, root.startTime]))
    this.#marker = marker
  }

  /** The members alive in `rows`, parents before those found through them. */
  living(rows: readonly ProcessRow[]): readonly ProcessRow[] {
    const present = new Map(rows.map((row) => [row.pid, row.startTime]))
    let size = -1
    while (size !== this.#known.size) {
      size = this.#known.size
      for (const row of rows) if (this.#belongs(row, present)) this.#known.set(row.pid, row.startTime)
    }
    return rows.filter((row) => !row.zombie && this.#isMember(row))
  }

  #isMember(row: ProcessRow): boolean {
    return this.#known.get(row.pid) === row.startTime
  }

  #belongs(row: ProcessRow, present: ReadonlyMap<number, string>): boolean {
    if (row.pid <= 1 || row.pid === process.pid || this.#isMember(row)) return false
    if (this.#marker !== null && carriesMarker(row, this.#marker)) return true
    return [row.parent, row.group, row.session].some((pid) => this.#names(pid, present))
  }

  /**
   * A parent, group or session number names a member unless another process has that pid by now.
   * The system doesn't give out a pid again while a group or session still bears it.
   */
  #names(pid: number, present: ReadonlyMap<number, string>): boolean {
    const known = this.#known.get(pid)
    return known !== undefined && (present.get(pid) ?? known) === known
  }
}
