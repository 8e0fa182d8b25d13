import { useMemo } from 'react'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { bringInWords, canBeBrought, introduction } from '../lib/bring-in.ts'
import type { MentionChoice } from '../lib/mention.ts'
import { visibleLine } from '../lib/visible-text.ts'
import { useModel, useWhyNot } from './model-hooks.ts'
import { useHost } from './store.ts'
import { useThreadChoices } from './use-thread-choices.ts'

export interface BringIn {
  /** Live threads that can be named in a prompt to this one. */
  readonly choices: readonly MentionChoice[]
  /** What sending does beside; null where nobody is brought in. */
  readonly words: string | null
  /** Why those that are named can't be introduced now. */
  readonly why: Failure | null
}

/** Who can be brought in to a thread, and what comes of bringing in those that are named so far. */
export function useBringIn(thread: Thread, named: readonly string[]): BringIn {
  const over = thread.state.kind === 'landed' || thread.state.kind === 'discarded' || thread.role !== undefined
  const { id } = thread
  const ids = useModel((model) => {
    const self = model.thread.get(id)
    if (self === undefined || over) return []
    return [...model.thread.values()].filter((other) => canBeBrought(self, other)).map((other) => other.id)
  })
  const choices = useThreadChoices(ids)
  const known = useModel((model) => introduction(model, id, named) === null)
  const command = useMemo(() => {
    const introduce = known ? null : introduction(useHost.getState().model, id, named)
    if (introduce === null) return null
    const ids = { cluster: 'unsent-cluster', negotiation: 'unsent-negotiation' }
    return { type: 'cluster.introduce', payload: { ...introduce, ...ids } } as const
  }, [id, named, known])
  const why = useWhyNot(command)
  const names = useModel((model) =>
    named.map((other) => visibleLine(model.thread.get(other)?.title ?? 'an ended thread')),
  )
  return { choices, words: names.length === 0 ? null : bringInWords(names, known), why }
}
