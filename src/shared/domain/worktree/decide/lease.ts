import { type Decide, events, refuse } from '../../decision.ts'

/** A lease passes on only with a higher generation; a second owner beside the first is refused. */
export const decideLease: Decide<'worktree.lease'> = (model, payload) => {
  const worktree = model.worktree.get(payload.worktree)
  if (worktree === undefined) {
    return refuse('worktree-unknown', `There is no worktree ${payload.worktree}.`, 'Dispatch a task to get one.')
  }
  if (worktree.owner !== payload.owner || payload.generation <= worktree.generation) {
    return refuse(
      'worktree-leased',
      `The worktree ${worktree.id} belongs to thread ${worktree.owner}; nothing was changed.`,
      'Give the work a worktree of its own.',
    )
  }
  const { project } = worktree
  return events({
    type: 'worktree.leased',
    id: worktree.id,
    project,
    owner: payload.owner,
    generation: payload.generation,
  })
}
