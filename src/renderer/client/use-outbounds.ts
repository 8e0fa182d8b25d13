import { useEffect, useMemo, useState } from 'react'
import type { Outbound } from '../../shared/domain/outbound/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ask } from './ask.ts'
import { useModel } from './model-hooks.ts'
import { useHost } from './store.ts'

/** Of one thread; nobody has seen as many. */
const limit = 100

/** What a thread wrote outside this machine, or is to: newest first, those that are over too. None for null. */
export function useOutbounds(thread: ThreadId | null): readonly Outbound[] {
  const online = useHost((state) => state.api !== null)
  const live = useModel((model) => (thread === null ? [] : [...model.outbound.within(thread)]))
  const [past, setPast] = useState<{ readonly of: ThreadId; readonly rows: readonly Outbound[] } | null>(null)
  // One that is over leaves the live model, and stands in the store from then on.
  const present = live.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (thread === null || !online || present === null) return
    let over = false
    void ask((api) => api.automations.outbounds({ thread, limit })).then((answer) => {
      if (!over && answer.ok) setPast({ of: thread, rows: answer.value.rows })
    })
    return () => {
      over = true
    }
  }, [thread, online, present])
  return useMemo(() => {
    const all = new Map((past?.of === thread ? past.rows : []).map((row) => [row.id, row]))
    for (const row of live) all.set(row.id, row)
    return [...all.values()].sort((one, other) => other.stagedAt - one.stagedAt)
  }, [past, live, thread])
}
