import { type Effect, onThread } from '../effect.ts'
import type { Model } from '../model.ts'
import type { WorktreeEvent } from './events.ts'

export function reactToWorktree(event: WorktreeEvent, model: Model): readonly Effect[] {
  if (event.type !== 'worktree.created') return []
  const thread = model.thread.get(event.id)
  if (thread?.turn == null) return []
  return [onThread('session.prompt', { thread: thread.id, generation: thread.session.generation })]
}
