import type { TranscriptRow } from '../../../shared/transcript/entry.ts'

/** Entries that are held at once while a conversation is read. */
export const transcriptRows = 50

type Read = (page: { before?: number }) => Promise<{ readonly rows: readonly TranscriptRow[] }>

/** From the beginning, part by part, up to where it ends when this is called. */
export async function* wholeTranscript(read: Read): AsyncGenerator<readonly TranscriptRow[]> {
  const last = (await read({})).rows.at(-1)?.position ?? 0
  for (let from = 0; from < last; from += transcriptRows) yield await readBetween(read, from, from + transcriptRows)
}

/** The entries after position `from` up to `to`, in as many pages as their size takes. */
async function readBetween(read: Read, from: number, to: number): Promise<readonly TranscriptRow[]> {
  let rows: readonly TranscriptRow[] = []
  for (let before = to + 1; before > from + 1; ) {
    const page = await read({ before })
    rows = [...page.rows.filter((row) => row.position > from), ...rows]
    before = page.rows[0]?.position ?? 0
  }
  return rows
}
