import { useEffect, useState } from 'react'
import type { ChangedFile } from '../../../shared/contract/channels/review.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { useHost } from '../../client/store.ts'
import { plural } from '../../lib/format-number.ts'
import { shortenPath } from '../../lib/shorten-path.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { LineCount } from '../../ui/line-count.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'

const shown = 12

/** The files of a change and how much each changed; the review shows what. */
export function ChangedFiles({ thread }: { readonly thread: Thread }) {
  const answer = useChangedFiles(thread)
  if (answer === null) return <QuietLoading text="Reading the change" />
  if (!answer.ok) return <FailureNote quiet failure={answer.error} />
  const files = answer.value
  return (
    <section aria-label="Files changed" className="rounded border border-line bg-panel px-[13px] py-2.5">
      <h3 className="pb-1 text-muted">{plural(files.length, 'file')}</h3>
      <ul>
        {files.slice(0, shown).map((file) => (
          <li key={file.path} className="flex items-baseline gap-3 border-t border-soft py-[3px]">
            <code className="min-w-0 flex-1 truncate font-mono" title={visibleLine(file.path)}>
              {visibleLine(shortenPath(file.path, 70))}
            </code>
            {file.status !== 'modified' && <span className="text-12 text-muted">{file.status}</span>}
            {file.binary ? (
              <span className="text-12 text-muted">binary</span>
            ) : (
              <span className="text-12">
                <LineCount added={file.additions} removed={file.deletions} />
              </span>
            )}
          </li>
        ))}
        {files.length > shown && (
          <li className="border-t border-soft pt-1 text-muted">{`and ${files.length - shown} more`}</li>
        )}
      </ul>
    </section>
  )
}

interface Answer {
  readonly of: string
  readonly result: Result<readonly ChangedFile[], Failure>
}

function useChangedFiles({ id, checkpoint }: Thread): Answer['result'] | null {
  const connected = useHost((state) => state.api !== null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const of = `${id} ${checkpoint?.commit ?? ''}`
  useEffect(() => {
    if (!connected) return
    const abort = new AbortController()
    // Only the list is wanted, so that a large change costs no more than a small one.
    void ask((api) => api.review.diff({ thread: id, maxBytes: 1 }, { signal: abort.signal })).then((result) => {
      if (abort.signal.aborted) return
      setAnswer({ of, result: result.ok ? { ok: true, value: result.value.files } : result })
    })
    return () => abort.abort()
  }, [id, of, connected])
  return answer?.of === of ? answer.result : null
}
