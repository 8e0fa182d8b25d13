import { patchesLimit } from '../../shared/domain/task/judge-prompt.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort } from '../ports/git.ts'

/** What each candidate changed, for a judge that can't run git itself; what can't be read is left out. */
export function prepareJudge(git: Pick<GitPort, 'diff'>): Preparer<'task.judge'> {
  return {
    command: 'task.judge',
    async prepare({ task: id }, model) {
      const diffs: Record<string, string> = {}
      for (const { thread: candidate } of model.task.get(id)?.threads ?? []) {
        const thread = model.thread.get(candidate)
        const place = placeOf(model, candidate)
        if (place === undefined || thread?.checkpoint == null) continue
        const range = { from: thread.base.commit, to: thread.checkpoint.commit, maxBytes: patchesLimit }
        const found = await git.diff(place, range)
        if (found.ok) diffs[candidate] = found.value.truncated ? `${found.value.patch}\n(shortened)` : found.value.patch
      }
      return ok({ diffs })
    },
  }
}
