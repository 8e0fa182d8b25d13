import { type Decide, events, nothing } from '../../decision.ts'
import { parkedBy } from '../../thread/park-reasons.ts'

export const decideTrashed: Decide<'worktree.report-trashed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'discarded' || thread.state.trash !== 'moving') return nothing
  return events(
    { type: 'worktree.trashed', id: thread.id, trash: payload.trash },
    { type: 'thread.trashed', id: thread.id },
  )
}

export const decideTrashFailed: Decide<'worktree.report-trash-failed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'discarded' || thread.state.trash !== 'moving') return nothing
  return events({ type: 'thread.parked', id: thread.id, reason: parkedBy('discard-failed', payload.failure) })
}

export const decideRestored: Decide<'worktree.report-restored'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'discarded' || thread.state.trash !== 'restoring') return nothing
  return events(
    { type: 'worktree.restored', id: thread.id },
    { type: 'thread.restored', id: thread.id, to: thread.state.from },
  )
}

export const decideRestoreFailed: Decide<'worktree.report-restore-failed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'discarded' || thread.state.trash !== 'restoring') return nothing
  return events(
    { type: 'thread.trashed', id: thread.id },
    { type: 'thread.noticed', id: thread.id, notices: [`${payload.failure.message} ${payload.failure.remedy}`] },
  )
}
