import { useEffect, useState } from 'react'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { MessageId } from '../../shared/kernel/ids.ts'
import { ask } from './ask.ts'
import { useModel } from './model-hooks.ts'
import { useHost } from './store.ts'

/** How many past messages are remembered. */
const limit = 200
const past = new Map<string, Message>()

/** A message, live or past; null until it came, and where there is none. */
export function useMessage(id: string | null): Message | null {
  const live = useModel((model) => (id === null ? undefined : model.message.get(id)))
  const online = useHost(({ api }) => api !== null)
  const [, show] = useState<Message | null>(null)
  const known = live ?? (id === null ? undefined : past.get(id))
  const missing = known === undefined ? id : null
  useEffect(() => {
    if (missing === null || !online) return
    let over = false
    void ask((api) => api.peers.message({ message: missing as MessageId })).then((answer) => {
      if (!answer.ok || answer.value === null) return
      remember(answer.value)
      if (!over) show(answer.value)
    })
    return () => {
      over = true
    }
  }, [missing, online])
  return known ?? null
}

function remember(message: Message): void {
  past.delete(message.id)
  past.set(message.id, message)
  const [oldest] = past.keys()
  if (past.size > limit && oldest !== undefined) past.delete(oldest)
}
