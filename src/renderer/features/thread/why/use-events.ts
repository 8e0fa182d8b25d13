import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import { ask } from '../../../client/ask.ts'
import { useHost } from '../../../client/store.ts'
import { type KnownEvents, withEarlier, withNewest } from './why-items.ts'

const pageSize = 200
/** In ms: changes that come together are read together. */
const calm = 250

export interface ThreadEvents {
  /** Null until they came. */
  readonly known: KnownEvents | null
  readonly failure: Failure | null
  earlier(): Promise<void>
}

/** The events behind a thread's state, read again when `version` changes; not while that is null. */
export function useEvents(thread: string, version: object | null): ThreadEvents {
  const [known, setKnown] = useState<KnownEvents | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const online = useHost((state) => state.api !== null)
  const first = known === null

  useEffect(() => {
    if (!online || version === null) return
    const abort = new AbortController()
    const read = async () => {
      const page = { thread: thread as ThreadId, limit: pageSize }
      const answer = await ask((api) => api.history.events(page, { signal: abort.signal }))
      if (abort.signal.aborted) return
      setFailure(answer.ok ? null : answer.error)
      if (answer.ok) setKnown((before) => withNewest(before, answer.value))
    }
    const timer = setTimeout(() => void read(), first ? 0 : calm)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [thread, version, online, first])

  const earlier = async () => {
    if (known?.next == null) return
    const page = { thread: thread as ThreadId, limit: pageSize, before: known.next }
    const answer = await ask((api) => api.history.events(page))
    setFailure(answer.ok ? null : answer.error)
    if (answer.ok) setKnown((before) => withEarlier(before, answer.value))
  }
  return { known, failure, earlier }
}
