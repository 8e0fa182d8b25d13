import { ok } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort } from '../ports/git.ts'

/** A prompt to a landed thread opens a new attempt: it starts from where the target is now. */
export function preparePrompt(git: GitPort): Preparer<'thread.prompt'> {
  return {
    command: 'thread.prompt',
    async prepare(payload, model) {
      const thread = model.thread.get(payload.thread)
      const project = thread && model.project.get(thread.project)
      if (thread?.state.kind !== 'landed' || project === undefined) return ok({})
      const ref = thread.into ?? thread.base.ref
      const commit = await git.resolve(project.gitDirectory, ref)
      return commit.ok ? ok({ base: { ref, commit: commit.value } }) : commit
    },
  }
}
