import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Message } from '../../../../shared/domain/peers/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { ask } from '../../../client/ask.ts'
import type { HostApi } from '../../../client/host-api.ts'
import { useHost } from '../../../client/store.ts'
import {
  emptyBook,
  hasLeft,
  type MessageBook,
  type MessagePage,
  shownMessages,
  withEarlierPage,
  withNewestPage,
} from './message-book.ts'

const pageSize = 50
/** In ms: messages that leave together are read together. */
const calm = 250

export interface MessagePages {
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly loading: boolean
  readonly failure: Failure | null
  readonly hasEarlier: boolean
  readonly loadEarlier: () => void
}

/** Reads one page, newest first. It must keep its identity as long as it reads the same conversation. */
export type ReadMessages = (
  api: HostApi,
  page: { readonly limit: number; readonly before?: number },
) => Promise<MessagePage>

/** A conversation as it grows: pages of the store, read upwards, and what is live. */
export function useMessages(read: ReadMessages, live: readonly Message[]): MessagePages {
  const online = useHost((state) => state.api !== null)
  const [book, setBook] = useState<MessageBook>(emptyBook)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [round, setRound] = useState(0)
  const underWay = useRef(false)
  const before = useRef(live)

  useEffect(() => {
    const left = hasLeft(before.current, live)
    before.current = live
    if (left) setRound((last) => last + 1)
  }, [live])

  useEffect(() => {
    if (!online) return
    let over = false
    const readNewest = async () => {
      const answer = await ask((api) => read(api, { limit: pageSize }))
      if (over) return
      setFailure(answer.ok ? null : answer.error)
      if (answer.ok) setBook((last) => withNewestPage(last, answer.value))
    }
    const timer = setTimeout(() => void readNewest(), round === 0 ? 0 : calm)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [read, online, round])

  const { next } = book
  const loadEarlier = useCallback(async () => {
    if (underWay.current || next === null || next === undefined) return
    underWay.current = true
    const answer = await ask((api) => read(api, { limit: pageSize, before: next }))
    underWay.current = false
    setFailure(answer.ok ? null : answer.error)
    if (answer.ok) setBook((last) => (last.next === next ? withEarlierPage(last, answer.value) : last))
  }, [read, next])

  return {
    messages: useMemo(() => shownMessages(book, live), [book, live]),
    loading: next === undefined && failure === null,
    failure,
    hasEarlier: next !== null && next !== undefined,
    loadEarlier: useCallback(() => void loadEarlier(), [loadEarlier]),
  }
}
