import type { TranscriptRow, TranscriptWrite } from '../transcript/entry.ts'

/**
 * Rows after `writes`, in order of position. A write no newer than its row changes nothing, and
 * one to a row older than those loaded belongs to a part of the conversation that isn't shown.
 */
export function applyTranscriptWrites(
  rows: readonly TranscriptRow[],
  writes: readonly TranscriptWrite[],
): readonly TranscriptRow[] {
  if (writes.length === 0) return rows
  const known = new Map(rows.map((row) => [row.entry, row]))
  const oldest = rows[0]?.position ?? 0
  for (const write of writes) {
    const row = written(known.get(write.op === 'put' ? write.row.entry : write.entry), write)
    if (row !== undefined && (row.position >= oldest || known.has(row.entry))) known.set(row.entry, row)
  }
  return [...known.values()].sort((one, other) => one.position - other.position)
}

function written(present: TranscriptRow | undefined, write: TranscriptWrite): TranscriptRow | undefined {
  const sequence = write.op === 'put' ? write.row.sequence : write.sequence
  if (present !== undefined && present.sequence >= sequence) return present
  if (write.op === 'put') return write.row
  return present && { ...present, sequence, text: present.text + write.text }
}
