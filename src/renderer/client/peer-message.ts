import { useEffect, useState } from 'react'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { MessageId } from '../../shared/kernel/ids.ts'
import { ask } from './ask.ts'
import { useHost } from './store.ts'

/** Messages that left the live model don't change again, so each is asked for once. */
const past = new Map<string, Message>()
const pastLimit = 1000

/** A message, live or past; null where there is none, or while the host is asked. */
export function usePeerMessage(id: string | null): Message | null {
  const live = useHost(({ model }) => (id === null ? undefined : model.message.get(id)))
  const ready = useHost(({ loaded, api }) => loaded && api !== null)
  const [, setRead] = useState(0)
  const wanted = live === undefined && id !== null && ready && !past.has(id) ? id : null
  useEffect(() => {
    if (wanted === null) return
    let over = false
    void ask((api) => api.peers.message({ message: wanted as MessageId })).then((answer) => {
      if (!answer.ok || answer.value === null) return
      if (past.size >= pastLimit) past.clear()
      past.set(wanted, answer.value)
      if (!over) setRead((count) => count + 1)
    })
    return () => {
      over = true
    }
  }, [wanted])
  if (live !== undefined) return live
  return id === null ? null : (past.get(id) ?? null)
}
