import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { useKept } from '../../client/kept.ts'
import { keptValues } from '../../client/kept-host.ts'
import { type DecidedToday, decidedOn, nothingDecided, withDecided } from './decided.ts'
import { type Item, itemTitle } from './items.ts'
import type { Queue } from './use-queue.ts'

export interface Decide {
  /** Sends a decision on an item; the item stays in sight until the host has taken it. Answers why it did not. */
  readonly send: (item: Item, command: PublicCommand, what: string) => Promise<Failure | null>
  /** Why the last decision on this item was not taken. */
  readonly failureOf: (item: Item) => Failure | null
  readonly record: (item: Item, what: string) => void
  readonly decidedBy: (now: number) => ReturnType<typeof decidedOn>
}

const key = 'inbox.decided'

export function useDecide(queue: Queue): Decide {
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: Failure } | null>(null)
  const [decided, setDecided] = useKept(key, nothingDecided)
  const record = (item: Item, what: string) => {
    // As it is now: another may have been decided while this one's answer was awaited.
    const known = (keptValues.get(key) as DecidedToday | undefined) ?? nothingDecided
    setDecided(withDecided(known, { key: item.key, title: itemTitle(item), what, at: Date.now() }))
  }
  return {
    send: async (item, command, what) => {
      queue.hold(item)
      const failure = await sendCommand(command)
      queue.hold(null)
      setFailed(failure === null ? null : { key: item.key, failure })
      if (failure === null) record(item, what)
      return failure
    },
    failureOf: (item) => (failed?.key === item.key ? failed.failure : null),
    record,
    decidedBy: (now) => decidedOn(decided, now),
  }
}
