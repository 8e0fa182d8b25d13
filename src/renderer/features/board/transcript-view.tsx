import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { useTranscript } from '../../client/use-transcript.ts'
import { visibleText } from '../../lib/visible-text.ts'

/** The end of the conversation, entry by entry. */
export function TranscriptView({ thread }: { readonly thread: string }) {
  const { rows, loading, failure } = useTranscript(thread)
  if (failure !== null) return <p className="failure">{visibleText(`${failure.message} ${failure.remedy}`)}</p>
  if (loading) return <p className="muted">Reading …</p>
  if (rows.length === 0) return <p className="muted">Nothing was said yet.</p>
  return (
    <section aria-label="Transcript">
      {rows.map((row) => (
        <Entry key={row.entry} row={row} />
      ))}
    </section>
  )
}

function Entry({ row }: { readonly row: TranscriptRow }) {
  const title = typeof row.head.title === 'string' ? row.head.title : ''
  return (
    <div>
      <h3 className="muted">{row.kind}</h3>
      <pre>{visibleText([title, row.text].filter((part) => part !== '').join('\n'))}</pre>
    </div>
  )
}
