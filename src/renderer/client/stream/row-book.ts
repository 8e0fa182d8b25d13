import type { TranscriptRow, TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { TextAppend } from './messages.ts'

export interface RowChanges {
  readonly anew: boolean
  readonly from: number
  readonly rows: readonly TranscriptRow[]
  readonly appends: readonly TextAppend[]
}

/** Rows of one conversation in order, without a gap from the oldest to the newest, and what of them is not told yet. */
export class RowBook {
  #rows: TranscriptRow[] = []
  readonly #known = new Map<string, TranscriptRow>()
  /** Untold: null for a row as a whole, else the text that was added to what the page has. */
  readonly #untold = new Map<string, string | null>()
  #anew = true
  /** Position that rows were let go up to since the page was told. */
  #from = 0
  /** Position from which on everything is here: an empty conversation is here from its beginning. */
  #floor = 1
  size = 0

  get rows(): readonly TranscriptRow[] {
    return this.#rows
  }

  get hasEarlier(): boolean {
    return this.#floor > 1
  }

  get untold(): boolean {
    return this.#anew || this.#from > 0 || this.#untold.size > 0
  }

  /** Begins with these rows, oldest first; those that are the same as before stay the same objects. */
  reset(rows: readonly TranscriptRow[]): void {
    const kept = rows.map((row) => {
      const before = this.#known.get(row.entry)
      return before?.sequence === row.sequence ? before : row
    })
    this.#known.clear()
    this.#untold.clear()
    this.#rows = kept
    this.#floor = kept[0]?.position ?? 1
    this.#anew = true
    this.size = 0
    for (const row of kept) this.#hold(row)
  }

  /** Adds rows that come before the oldest. */
  prepend(rows: readonly TranscriptRow[]): void {
    const oldest = this.#rows[0]?.position ?? Number.POSITIVE_INFINITY
    const earlier = rows.filter((row) => row.position < oldest)
    this.#rows = [...earlier, ...this.#rows]
    this.#floor = earlier[0]?.position ?? 1
    for (const row of earlier) {
      this.#hold(row)
      this.#untold.set(row.entry, null)
    }
  }

  /** False where the write is about a row that isn't here. One no newer than its row changes nothing. */
  write(write: TranscriptWrite): boolean {
    const entry = write.op === 'put' ? write.row.entry : write.entry
    const present = this.#known.get(entry)
    if (present === undefined) return write.op === 'put' && this.#add(write.row)
    const sequence = write.op === 'put' ? write.row.sequence : write.sequence
    if (present.sequence >= sequence) return true
    if (write.op === 'put') this.#untold.set(entry, null)
    else this.#noteText(entry, write.text)
    this.#replace(present, write.op === 'put' ? write.row : { ...present, sequence, text: present.text + write.text })
    return true
  }

  /** Keeps the newest rows only. */
  trim(limit: number): void {
    if (this.#rows.length <= limit) return
    for (const row of this.#rows.splice(0, this.#rows.length - limit)) {
      this.#known.delete(row.entry)
      this.#untold.delete(row.entry)
      this.size -= row.text.length
    }
    this.#from = this.#rows[0]?.position ?? 0
    this.#floor = this.#from
  }

  /** What changed since this was asked last. */
  take(): RowChanges {
    const changes = this.#anew ? { anew: true, from: 0, rows: this.#rows.slice(), appends: [] } : this.#changes()
    this.#untold.clear()
    this.#anew = false
    this.#from = 0
    return changes
  }

  #changes(): RowChanges {
    const rows: TranscriptRow[] = []
    const appends: TextAppend[] = []
    for (const [entry, text] of this.#untold) {
      const row = this.#known.get(entry)
      if (row === undefined) continue
      if (text === null) rows.push(row)
      else appends.push({ entry, sequence: row.sequence, text })
    }
    return { anew: false, from: this.#from, rows, appends }
  }

  #add(row: TranscriptRow): boolean {
    if (row.position < this.#floor) return false
    let at = this.#rows.length
    while (at > 0 && (this.#rows[at - 1]?.position ?? 0) > row.position) at -= 1
    this.#rows.splice(at, 0, row)
    this.#hold(row)
    this.#untold.set(row.entry, null)
    return true
  }

  #replace(present: TranscriptRow, row: TranscriptRow): void {
    // Those that change are nearly always the last.
    this.#rows[this.#rows.lastIndexOf(present)] = row
    this.size -= present.text.length
    this.#hold(row)
  }

  #hold(row: TranscriptRow): void {
    this.#known.set(row.entry, row)
    this.size += row.text.length
  }

  #noteText(entry: string, text: string): void {
    const before = this.#untold.get(entry)
    if (before !== null) this.#untold.set(entry, (before ?? '') + text)
  }
}
