import { useEffect, useState } from 'react'
import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { useHost } from '../../client/store.ts'

export interface Inspected {
  readonly folder: string
  readonly result: Result<FolderFacts, Failure>
}

/** What the host finds in a folder, asked anew for each one; null until it answered for this one. */
export function useFolderFacts(folder: string | null): Inspected | null {
  const connected = useHost((state) => state.api !== null)
  const [answer, setAnswer] = useState<Inspected | null>(null)
  useEffect(() => {
    if (folder === null || folder === '' || !connected) return
    const abort = new AbortController()
    void ask((api) => api.repository.inspect({ folder }, { signal: abort.signal })).then((result) => {
      if (!abort.signal.aborted) setAnswer({ folder, result })
    })
    return () => abort.abort()
  }, [folder, connected])
  return answer?.folder === folder ? answer : null
}
