import type { Model } from '../../../shared/domain/model.ts'
import { placeOf } from '../../../shared/domain/worktree/queries.ts'

/** Why no terminal can be opened in a thread's worktree; null where one can. */
export function whyNoWorktree(model: Model, id: string): string | null {
  const thread = model.thread.get(id)
  if (thread === undefined) return 'This thread ended and left the board, so no terminal can be opened in it.'
  if (thread.state.kind === 'discarded' || model.worktree.get(thread.id)?.state.kind === 'trashed') {
    return 'The worktree is in the trash. Restore the thread to open a terminal in it.'
  }
  if (placeOf(model, id) !== undefined) return null
  if (thread.state.kind === 'parked') return 'The worktree could not be made. Prompt the thread again to make it.'
  return 'There is no worktree yet. It is made when the thread starts; a terminal can be opened then.'
}
