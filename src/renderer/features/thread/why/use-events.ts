import { useCallback } from 'react'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import { type EventPages, type ReadPage, useEventPages } from '../../../client/use-event-pages.ts'

/** The events behind a thread's state, read again when `version` changes; not while that is null. */
export function useEvents(thread: string, version: object | null): EventPages {
  const read: ReadPage = useCallback(
    (api, page, how) => api.history.events({ thread: thread as ThreadId, ...page }, how),
    [thread],
  )
  return useEventPages(read, version)
}
