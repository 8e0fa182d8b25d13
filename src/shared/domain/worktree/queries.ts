import type { Model } from '../model.ts'
import type { Place } from './state.ts'

export interface ThreadPlace extends Place {
  readonly thread: string
  /** Common git directory of the user's repository. */
  readonly repository: string
}

/** Where a thread's work lives, once its worktree has been made. */
export function placeOf(model: Model, id: string): ThreadPlace | undefined {
  const thread = model.thread.get(id)
  const place = model.worktree.get(id)?.place
  const project = thread === undefined ? undefined : model.project.get(thread.project)
  if (place == null || project === undefined) return undefined
  return { thread: id, repository: project.gitDirectory, ...place }
}
