import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FiringPage } from '../../../shared/contract/automation-views.ts'
import { firingsOf } from '../../../shared/domain/automation/held.ts'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import {
  type KnownFirings,
  outdatedOf,
  withLive,
  withNewestPage,
  withOlderPage,
  withPageAgain,
} from './known-firings.ts'

const pageSize = 50
/** In ms: while events come in fast, the newest page is read again this often and no oftener. */
const calm = 500

export interface Firings {
  /** Newest first; null until they came. */
  readonly rows: readonly Firing[] | null
  readonly more: boolean
  readonly loading: boolean
  readonly failure: Failure | null
  earlier(): void
}

interface Read {
  /** What was searched for. */
  readonly search: string
  readonly known: KnownFirings
}

/** The firings of an automation (none for null): those of the live model at once, what has left it page by page. */
export function useFirings(automation: AutomationId | null, search: string): Firings {
  const [read, setRead] = useState<Read | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [loading, setLoading] = useState(false)
  const online = useHost((state) => state.api !== null)
  const fired = useModel((model) => model.automation.get(automation ?? '')?.counts.fired ?? 0)
  const live = useModel((model) => (automation === null ? [] : firingsOf(model, automation)))
  const readAt = useRef(0)
  const present = useRef(search)
  present.current = search

  const readPage = useCallback(
    async (take: (known: KnownFirings | null, page: FiringPage) => KnownFirings, before?: number) => {
      if (automation === null) return
      const words = search === '' ? {} : { search }
      const from = before === undefined ? {} : { before }
      const answer = await ask((api) => api.automations.firings({ automation, limit: pageSize, ...from, ...words }))
      // Words that are no longer searched for.
      if (present.current !== search) return
      setFailure(answer.ok ? null : answer.error)
      if (!answer.ok) return
      setRead((last) => ({ search, known: take(last?.search === search ? last.known : null, answer.value) }))
    },
    [automation, search],
  )

  useEffect(() => {
    // Every firing that is counted has the newest page read again.
    if (!online || automation === null || fired < 0) return
    const timer = setTimeout(() => {
      readAt.current = Date.now()
      void readPage(withNewestPage)
    }, untilCalm(readAt.current))
    return () => clearTimeout(timer)
  }, [readPage, online, automation, fired])

  const outdated = read?.search === search ? outdatedOf(read.known, live) : null
  const [id, before] = [outdated?.id ?? null, outdated?.before ?? null]
  useEffect(() => {
    if (!online || id === null) return
    const timer = setTimeout(() => {
      readAt.current = Date.now()
      void (before === null ? readPage(withNewestPage) : readPage(withPageAgain, before))
    }, untilCalm(readAt.current))
    return () => clearTimeout(timer)
  }, [readPage, online, id, before])

  const next = read?.search === search ? read.known.next : null
  const earlier = useCallback(() => {
    if (next === null || loading) return
    setLoading(true)
    void readPage(withOlderPage, next).then(() => setLoading(false))
  }, [next, loading, readPage])

  const rows = useMemo(() => {
    if (read === null) return live.length === 0 ? null : withLive([], live, true)
    return withLive(read.known.rows, live, read.search === '')
  }, [read, live])
  return { rows, more: next !== null, loading, failure, earlier }
}

function untilCalm(readAt: number): number {
  return Math.max(0, readAt + calm - Date.now())
}
