import path from 'node:path'
import type { Model } from '../../shared/domain/model.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { noWorktree, threadUnknown } from './failures.ts'
import type { TerminalLaunch } from './terminal.ts'

/** Where a person works in a thread: the project's folder, and the worktree that no link may lead out of. */
export function worktreeFolder(model: Model, id: ThreadId): Result<Pick<TerminalLaunch, 'cwd' | 'within'>, Failure> {
  const thread = model.thread.get(id)
  if (thread === undefined) return err(threadUnknown(id))
  const place = placeOf(model, id)
  const gone = thread.state.kind === 'discarded' || model.worktree.get(id)?.state.kind === 'trashed'
  if (gone || place === undefined) return err(noWorktree(thread.state.kind))
  const cwd = path.join(place.folder, model.project.get(thread.project)?.prefix ?? '')
  return ok({ cwd, within: place.folder })
}
