import { type Decide, events, nothing } from '../../decision.ts'
import { interrupted, parkedBy } from '../../thread/park-reasons.ts'
import { withdrawn } from '../../thread/withdrawn.ts'

/** The prompt goes back to the queue, so that the next prompt tries again with nothing lost. */
export const decideCreateFailed: Decide<'worktree.report-create-failed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'preparing' || thread.turn === null) return nothing
  const reason = thread.turn.phase === 'cancelling' ? interrupted : parkedBy('setup', payload.failure)
  return events(...withdrawn(model, thread, reason))
}

export const decideWorktreeCreated: Decide<'worktree.report-created'> = (model, payload) => {
  const worktree = model.worktree.get(payload.thread)
  if (worktree === undefined || worktree.state.kind !== 'leased') return nothing
  const created = { type: 'worktree.created', id: worktree.id, ...payload.place } as const
  if (payload.notices.length === 0) return events(created)
  return events(created, { type: 'thread.noticed', id: payload.thread, notices: payload.notices })
}
