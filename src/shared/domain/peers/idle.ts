import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Thread } from '../thread/state.ts'
import { hostMessages } from './host-message.ts'

/** It has nothing to do, and nothing is about to follow by itself. */
export function isIdle(model: Model, { id, state }: Thread): boolean {
  switch (state.kind) {
    case 'landed':
    case 'discarded':
      return true
    case 'ready':
    case 'parked':
      return !isRecovering(model, id)
    default:
      return false
  }
}

/** One notice to each of those who wanted to be told; ids derive from how often each was written to. */
export function idleNotice(model: Model, thread: Thread, to: readonly ThreadId[]): readonly DomainEvent[] {
  const { id, state, title } = thread
  const why = state.kind === 'parked' ? `parked (${state.reason.code})` : state.kind
  return hostMessages(
    model,
    to.map((watcher) => ({
      id: `idle-${id}-${watcher}-${(model.mailbox.get(watcher)?.numbers.host ?? 0) + 1}` as MessageId,
      to: watcher,
      kind: 'notice',
      text: `${title} (thread ${id}) has nothing to do now: it is ${why}.`,
      wakes: true,
    })),
  )
}

/** Whoever waited for it is told once. */
export function tellWatchers(model: Model, id: string): readonly DomainEvent[] {
  const watchers = model.mailbox.get(id)?.watchers ?? []
  const thread = watchers.length === 0 ? undefined : model.thread.get(id)
  if (thread === undefined || !isIdle(model, thread)) return []
  return [{ type: 'mailbox.unwatched', id: thread.id, by: watchers }, ...idleNotice(model, thread, watchers)]
}
