import { useCallback, useMemo, useRef, useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ask } from '../../client/ask.ts'
import { derived } from '../../client/derived.ts'
import { useModel } from '../../client/model-hooks.ts'
import { type EndedThread, liveEnded, mergeEnded, recalledEnded } from './ended-thread.ts'

const useLive = derived(liveEnded, sameEnded)

export interface Ended {
  readonly ended: readonly EndedThread[]
  readonly loading: boolean
  /** Whether the host may have older ones. */
  readonly more: boolean
  readonly failure: Failure | null
  /** Reads the next page; harmless while one is under way. */
  load(): void
}

const pageSize = 100

/** Threads that ended: those of the live model at once, older ones page by page. */
export function useEnded(): Ended {
  const live = useLive()
  const [archived, setArchived] = useState<readonly EndedThread[]>([])
  const [next, setNext] = useState<number | 'first' | null>('first')
  const [loading, setLoading] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = useRef<number | 'first' | null>(null)
  const load = useCallback(() => {
    if (next === null || asked.current === next) return
    asked.current = next
    setLoading(true)
    setFailure(null)
    const page = next === 'first' ? {} : { before: next }
    void ask((api) => api.history.ended({ limit: pageSize, ...page })).then((answer) => {
      setLoading(false)
      if (!answer.ok) {
        asked.current = null
        setFailure(answer.error)
        return
      }
      const read = answer.value.threads.map(recalledEnded).filter((one) => one !== null)
      setArchived((before) => [...before, ...read])
      setNext(answer.value.next)
    })
  }, [next])
  // One that was restored is at work again, and came back to the live model for that.
  const gone = useModel((model) => archived.filter(({ thread }) => model.thread.get(thread.id) === undefined))
  const ended = useMemo(() => mergeEnded(live, gone), [live, gone])
  return { ended, loading, more: next !== null, failure, load }
}

function sameEnded(one: readonly EndedThread[], other: readonly EndedThread[]): boolean {
  return (
    one.length === other.length &&
    one.every((ended, at) => ended.thread === other[at]?.thread && ended.landing === other[at]?.landing)
  )
}
