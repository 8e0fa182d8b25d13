import path from 'node:path'
import type { Model } from '../../shared/domain/model.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { noWorktree, threadUnknown } from './failures.ts'

/** Where a person works in a thread: the project's folder in its worktree. */
export function worktreeFolder(model: Model, id: ThreadId): Result<string, Failure> {
  const thread = model.thread.get(id)
  if (thread === undefined) return err(threadUnknown(id))
  const place = placeOf(model, id)
  const gone = thread.state.kind === 'discarded' || model.worktree.get(id)?.state.kind === 'trashed'
  if (gone || place === undefined) return err(noWorktree(thread.state.kind))
  return ok(path.join(place.folder, model.project.get(thread.project)?.prefix ?? ''))
}
