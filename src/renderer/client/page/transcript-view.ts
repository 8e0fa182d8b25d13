import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import type { TranscriptPatch, TranscriptState } from '../stream/messages.ts'

export interface TranscriptView extends TranscriptState {
  /** Oldest first. Rows that don't change stay the same objects. */
  readonly rows: readonly TranscriptRow[]
}

export const emptyView: TranscriptView = { rows: [], loading: true, failure: null, hasEarlier: false }

type RowsPatch = Extract<TranscriptPatch, { kind: 'rows' }>

export function patchedView(view: TranscriptView, patch: RowsPatch): TranscriptView {
  return { ...patch.state, rows: patch.anew ? replaced(view.rows, patch.rows) : patched(view.rows, patch) }
}

function replaced(before: readonly TranscriptRow[], rows: readonly TranscriptRow[]): readonly TranscriptRow[] {
  const known = new Map(before.map((row) => [row.entry, row]))
  return rows.map((row) => {
    const same = known.get(row.entry)
    return same?.sequence === row.sequence ? same : row
  })
}

function patched(before: readonly TranscriptRow[], { from, rows, appends }: RowsPatch): readonly TranscriptRow[] {
  const oldest = before[0]?.position ?? 0
  if (rows.length === 0 && appends.length === 0 && from <= oldest) return before
  const put = new Map(rows.map((row) => [row.entry, row]))
  const texts = new Map(appends.map((append) => [append.entry, append]))
  const after: TranscriptRow[] = []
  for (const row of before) {
    if (row.position < from) continue
    const append = texts.get(row.entry)
    const grown = append === undefined ? row : { ...row, sequence: append.sequence, text: row.text + append.text }
    after.push(put.get(row.entry) ?? grown)
    put.delete(row.entry)
  }
  if (put.size === 0) return after
  return [...after, ...put.values()].sort((one, other) => one.position - other.position)
}
