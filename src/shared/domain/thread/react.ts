import { type Effect, interrupting, onThread } from '../effect.ts'
import type { Model } from '../model.ts'
import type { ThreadEvent } from './events.ts'

/** What a thread's event asks of the host; the model is the one right after it. */
export function reactToThread(event: ThreadEvent, model: Model): readonly Effect[] {
  const thread = event.id
  switch (event.type) {
    case 'thread.slot-granted':
      return model.worktree.get(thread)?.state.kind === 'ready'
        ? [onThread('session.prompt', { thread, generation: event.generation })]
        : [onThread('worktree.create', { thread })]
    case 'thread.interrupt-requested': {
      const generation = model.thread.get(thread)?.session.generation ?? 0
      return [interrupting('session.interrupt', { thread, generation, how: event.how })]
    }
    case 'thread.permission-answered': {
      const { request, option, reason } = event
      return [interrupting('session.answer', { thread, request, option, reason })]
    }
    case 'thread.turn-ended':
      return [onThread('worktree.checkpoint', { thread })]
    case 'thread.edited': {
      const { blob, path, replaces } = event
      return [onThread('worktree.edit', { thread, path, blob, replaces }), onThread('worktree.checkpoint', { thread })]
    }
    case 'thread.discarded':
      // Even with nothing to keep, a worktree that was being made may have left something behind.
      return [
        onThread('session.close', { thread }),
        onThread('terminals.close', { thread }),
        onThread('worktree.trash', { thread }),
      ]
    case 'thread.restore-requested':
      return [onThread('worktree.restore', { thread })]
    case 'thread.landed':
    case 'thread.session-forgotten':
      return [onThread('session.close', { thread })]
    default:
      return []
  }
}
