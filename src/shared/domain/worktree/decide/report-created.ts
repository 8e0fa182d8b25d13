import { type Decide, events, nothing } from '../../decision.ts'

export const decideWorktreeCreated: Decide<'worktree.report-created'> = (model, payload) => {
  const worktree = model.worktree.get(payload.thread)
  if (worktree === undefined || worktree.state.kind !== 'leased') return nothing
  const created = { type: 'worktree.created', id: worktree.id, ...payload.place } as const
  if (payload.notices.length === 0) return events(created)
  return events(created, { type: 'thread.noticed', id: payload.thread, notices: payload.notices })
}
