import { useEffect, useState } from 'react'
import type { EventPage } from '../../shared/contract/channels/history.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ask } from './ask.ts'
import type { HostApi } from './host-api.ts'
import { type KnownEvents, withEarlier, withNewest } from './page/known-events.ts'
import { useHost } from './store.ts'

const pageSize = 200
/** In ms: changes that come together are read together. */
const calm = 250

export interface EventPages {
  /** Null until they came. */
  readonly known: KnownEvents | null
  readonly failure: Failure | null
  earlier(): Promise<void>
}

export interface PageOf {
  readonly limit: number
  readonly before?: number
}

/** Reads one page, newest first. It must keep its identity as long as it reads the same history. */
export type ReadPage = (api: HostApi, page: PageOf, how: { readonly signal?: AbortSignal }) => Promise<EventPage>

/** A history as it grows, read again when `version` changes; not while that is null. */
export function useEventPages(read: ReadPage, version: unknown): EventPages {
  const [known, setKnown] = useState<KnownEvents | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const online = useHost((state) => state.api !== null)
  const first = known === null

  useEffect(() => {
    if (!online || version === null) return
    const abort = new AbortController()
    const readNewest = async () => {
      const answer = await ask((api) => read(api, { limit: pageSize }, { signal: abort.signal }))
      if (abort.signal.aborted) return
      setFailure(answer.ok ? null : answer.error)
      if (answer.ok) setKnown((before) => withNewest(before, answer.value))
    }
    const timer = setTimeout(() => void readNewest(), first ? 0 : calm)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [read, version, online, first])

  const earlier = async () => {
    const before = known?.next
    if (before == null) return
    const answer = await ask((api) => read(api, { limit: pageSize, before }, {}))
    setFailure(answer.ok ? null : answer.error)
    if (answer.ok) setKnown((last) => withEarlier(last, answer.value))
  }
  return { known, failure, earlier }
}
