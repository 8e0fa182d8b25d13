import { useEffect, useState } from 'react'
import type { FolderListing } from '../../../shared/contract/channels/repository.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { useHost } from '../../client/store.ts'

export interface Listed {
  readonly folder: string | undefined
  readonly result: Result<FolderListing, Failure>
}

/** The folders in a folder (the home folder where it is undefined). The last answer stays until the next one came. */
export function useFolders(folder: string | undefined): Listed | null {
  const connected = useHost((state) => state.api !== null)
  const [listed, setListed] = useState<Listed | null>(null)
  useEffect(() => {
    if (!connected) return
    const abort = new AbortController()
    const input = folder === undefined ? {} : { path: folder }
    void ask((api) => api.repository.folders(input, { signal: abort.signal })).then((result) => {
      if (!abort.signal.aborted) setListed({ folder, result })
    })
    return () => abort.abort()
  }, [folder, connected])
  return listed
}
