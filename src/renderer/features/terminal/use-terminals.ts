import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { useKept } from '../../client/kept.ts'
import { useHost } from '../../client/store.ts'
import { newId } from '../../lib/new-id.ts'
import { afterClosing, mergeTerminals, type TabState, type TerminalTabInfo } from './terminal-list.ts'

export interface Terminals {
  /** Null until the host has listed them. */
  readonly tabs: readonly TerminalTabInfo[] | null
  readonly selected: string | null
  readonly failure: Failure | null
  /** The one that was asked for last, on this page. */
  readonly wanted: string | null
  readonly select: (terminal: string) => void
  readonly add: () => void
  readonly close: (terminal: string) => void
  readonly update: (terminal: string, state: TabState, title?: string) => void
  readonly refuse: (failure: Failure) => void
}

/** The terminals of a thread: the host's, and what was opened or lost on this page. */
export function useTerminals(thread: string): Terminals {
  const api = useHost((state) => state.api)
  const [tabs, setTabs] = useState<readonly TerminalTabInfo[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const [kept, keep] = useKept<string | null>(`terminal.selected.${thread}`, null)
  useEffect(() => {
    if (api === null) return
    const abort = new AbortController()
    const options = { signal: abort.signal }
    void ask(() => api.terminal.list({ thread: thread as ThreadId }, options)).then((listed) => {
      if (abort.signal.aborted) return
      if (listed.ok) setTabs((known) => mergeTerminals(known ?? [], listed.value))
      setFailure(listed.ok ? null : listed.error)
    })
    return () => abort.abort()
  }, [api, thread])
  const add = useCallback(() => {
    const terminal = newId()
    setTabs((known) => [...(known ?? []), { terminal, title: '', state: { kind: 'new' } }])
    setWanted(terminal)
    setFailure(null)
    keep(terminal)
  }, [keep])
  const close = async (terminal: string) => {
    const tab = tabs?.find((one) => one.terminal === terminal)
    const lives = tab?.state.kind === 'running' || tab?.state.kind === 'ended'
    const closed = lives ? await ask((host) => host.terminal.close({ terminal })) : null
    if (closed?.ok === false) return setFailure(closed.error)
    setFailure(null)
    if (terminal === kept) keep(afterClosing(tabs ?? [], terminal))
    setTabs((known) => (known ?? []).filter((one) => one.terminal !== terminal))
  }
  const update = useCallback((terminal: string, state: TabState, title?: string) => {
    const change = (tab: TerminalTabInfo) => ({ terminal, state, title: title ?? tab.title })
    setTabs((known) => (known ?? []).map((tab) => (tab.terminal === terminal ? change(tab) : tab)))
  }, [])
  const selected = tabs?.some((tab) => tab.terminal === kept) ? kept : (tabs?.[0]?.terminal ?? null)
  const refuse = setFailure
  return { tabs, selected, failure, wanted, select: keep, add, close: (one) => void close(one), update, refuse }
}
