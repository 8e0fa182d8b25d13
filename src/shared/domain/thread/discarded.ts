import type { Model } from '../model.ts'
import type { ThreadEvent } from './events.ts'
import type { RestState, Thread } from './state.ts'

type Discarded = Extract<ThreadEvent, { type: 'thread.discarded' }>

/** The event that discards a thread at rest; without a worktree there is nothing to move. */
export function discarded(model: Model, thread: Thread, from: RestState): Discarded {
  const trash = model.worktree.get(thread.id)?.state.kind === 'ready' ? 'moving' : 'none'
  return { type: 'thread.discarded', id: thread.id, from, trash }
}
