import { type Decide, events, nothing } from '../../decision.ts'

/** The checkpoint that follows saves the file as it is, so that a person sees what stood in the way. */
export const decideEditRefused: Decide<'worktree.report-edit-refused'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread?.state.kind !== 'verifying' || thread.edit?.blob !== payload.blob) return nothing
  const { blob, failure, path } = payload
  return events({ type: 'thread.edit-refused', id: thread.id, path, blob, failure })
}
