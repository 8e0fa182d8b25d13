import path from 'node:path'
import type { Model } from '../../shared/domain/model.ts'
import { branchOf } from '../../shared/domain/worktree/slug.ts'
import type { WorktreePlace } from '../ports/git.ts'
import type { WorktreeServices } from './services.ts'

/** Where a thread's worktree goes when it is made; undefined for a thread that isn't there any more. */
export async function plannedPlace(
  { roots }: Pick<WorktreeServices, 'roots'>,
  model: Model,
  id: string,
): Promise<WorktreePlace | undefined> {
  const thread = model.thread.get(id)
  const project = thread && model.project.get(thread.project)
  if (thread === undefined || project === undefined) return undefined
  const root = await roots.rootFor(project.gitDirectory)
  return {
    thread: id,
    repository: project.gitDirectory,
    folder: path.join(root, id),
    ledger: path.join(root, `${id}.ledger`),
    branch: branchOf(project.branchPrefix, thread.title, id),
    base: thread.base.commit,
  }
}
