import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ask } from './ask.ts'
import type { HostApi } from './host-api.ts'
import { useHost } from './store.ts'

export interface Answer<T> {
  /** Null until it came. */
  readonly value: T | null
  readonly failure: Failure | null
  readonly again: () => void
}

/** What the host says when asked, again with every new line. `call` must keep its identity. */
export function useAnswer<T>(call: (api: HostApi) => Promise<T>): Answer<T> {
  const api = useHost((state) => state.api)
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<Omit<Answer<T>, 'again'>>({ value: null, failure: null })
  useEffect(() => {
    if (api === null || round < 0) return
    let over = false
    void ask(call).then((result) => {
      if (over) return
      setAnswer((last) => (result.ok ? { value: result.value, failure: null } : { ...last, failure: result.error }))
    })
    return () => {
      over = true
    }
  }, [api, call, round])
  return { ...answer, again: useCallback(() => setRound((last) => last + 1), []) }
}
