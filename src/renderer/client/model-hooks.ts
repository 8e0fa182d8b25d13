import { useEffect, useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { PublicCommand } from '../../shared/contract/channels/commands.ts'
import type { StateEntry } from '../../shared/contract/channels/model.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ask } from './ask.ts'
import { whyNot } from './commands.ts'
import { useHost } from './store.ts'

/** What `select` makes of the model; renders again when that differs, compared shallowly. */
export function useModel<T>(select: (model: Model) => T): T {
  return useHost(useShallow(({ model }) => select(model)))
}

/** A live thread; undefined where there is none, or it was archived. */
export function useThread(id: string): Thread | undefined {
  return useHost(({ model }) => model.thread.get(id))
}

/** Why a command would be refused now; null where it would not, or where there is none. */
export function useWhyNot(command: PublicCommand | null): Failure | null {
  const last = useRef<Failure | null>(null)
  return useHost(() => {
    const why = command === null ? null : whyNot(command)
    // Refusals are made anew each time, and a new object would render for ever.
    if (why?.code !== last.current?.code || why?.message !== last.current?.message) last.current = why
    return last.current
  })
}

export interface Recalled {
  /** Null until they came; empty for a thread that never was, or that is live. */
  readonly entries: readonly StateEntry[] | null
  readonly failure: Failure | null
}

const nothingYet: Recalled = { entries: null, failure: null }
const live: Recalled = { entries: [], failure: null }

/** A thread that left the live model long ago, with its run, worktree and landings. */
export function useRecalled(id: string): Recalled {
  const isLive = useHost(({ model }) => model.thread.get(id) !== undefined)
  const ready = useHost(({ loaded, api }) => loaded && api !== null)
  const [answer, setAnswer] = useState<{ readonly id: string; readonly recalled: Recalled } | null>(null)
  useEffect(() => {
    if (isLive || !ready) return
    const abort = new AbortController()
    void ask((api) => api.model.recall({ thread: id as ThreadId }, { signal: abort.signal })).then((result) => {
      if (abort.signal.aborted) return
      const recalled = result.ok ? { entries: result.value, failure: null } : { entries: null, failure: result.error }
      setAnswer({ id, recalled })
    })
    return () => abort.abort()
  }, [id, isLive, ready])
  if (isLive) return live
  return answer?.id === id ? answer.recalled : nothingYet
}
