import { useEffect, useState } from 'react'
import { applyTranscriptWrites } from '../../shared/contract/transcript-replica.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import type { HostApi } from './open-link.ts'
import { useHost } from './store.ts'

const tailRows = 50

/** The end of a conversation, as it grows; null until it was read. */
export function useTranscript(thread: string): readonly TranscriptRow[] | null {
  const api = useHost((state) => state.api)
  const [rows, setRows] = useState<readonly TranscriptRow[] | null>(null)
  useEffect(() => {
    if (api === null) return
    const abort = new AbortController()
    void follow(api, thread, { signal: abort.signal, show: setRows })
    return () => abort.abort()
  }, [api, thread])
  return rows
}

interface Reading {
  readonly signal: AbortSignal
  readonly show: (rows: readonly TranscriptRow[]) => void
}

async function follow(api: HostApi, thread: string, { signal, show }: Reading): Promise<void> {
  try {
    const tail = await api.transcript.page({ thread, limit: tailRows }, { signal })
    let { rows } = tail
    show(rows)
    for await (const batch of await api.transcript.watch({ thread, after: tail.sequence }, { signal })) {
      if (batch.kind === 'resync') rows = (await api.transcript.page({ thread, limit: tailRows }, { signal })).rows
      else rows = applyTranscriptWrites(rows, batch.writes)
      show(rows)
    }
  } catch (error) {
    // A broken line is shown for the whole page, and this begins anew with the next one.
    if (!signal.aborted && useHost.getState().api === api) throw error
  }
}
