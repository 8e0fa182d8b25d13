import { isDefinedError, safe } from '@orpc/client'
import { useEffect, useState } from 'react'
import type { HostApi } from '../../client/host-api.ts'
import { useHost } from '../../client/store.ts'
import { visibleText } from '../../lib/visible-text.ts'

/** What the thread's newest checkpoint changes, as a patch. */
export function DiffView({ thread, checkpoint }: { readonly thread: string; readonly checkpoint: string | null }) {
  const api = useHost((state) => state.api)
  const [text, setText] = useState('Reading …')
  useEffect(() => {
    if (api === null || checkpoint === null) return
    const abort = new AbortController()
    void readDiff(api, thread, abort.signal).then((read) => abort.signal.aborted || setText(read))
    return () => abort.abort()
  }, [api, thread, checkpoint])
  return (
    <section aria-label="Diff">
      <pre>{checkpoint === null ? 'There is no checkpoint yet.' : visibleText(text)}</pre>
    </section>
  )
}

async function readDiff(api: HostApi, thread: string, signal: AbortSignal): Promise<string> {
  const [error, diff] = await safe(api.review.diff({ thread }, { signal }))
  if (isDefinedError(error)) return `${error.data.message} ${error.data.remedy}`
  if (error !== null) return 'The diff could not be read: the line to the host broke.'
  if (diff.patch === '') return 'Nothing is changed.'
  return diff.truncated ? `${diff.patch}\n… cut here` : diff.patch
}
