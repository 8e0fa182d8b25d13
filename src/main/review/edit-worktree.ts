import type { Command } from '../../shared/domain/command.ts'
import type { Effects } from '../../shared/domain/effect.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { GitPort } from '../ports/git.ts'

type Edit = Effects['worktree.edit']

/** Writes what a person changed into the worktree; the checkpoint that follows it saves the result either way. */
export function editWorktree(git: GitPort): EffectHandler<'worktree.edit'> {
  return {
    kind: 'worktree.edit',
    async run(edit, context) {
      const place = placeOf(context.model, edit.thread)
      if (place === undefined || context.model.thread.get(edit.thread)?.state.kind !== 'verifying') return []
      const { blob, path, replaces } = edit
      const written = await git.editFile(place, { path, blob, replaces })
      return written.ok ? [] : refused(edit, written.error)
    },
    abandon: refused,
  }
}

function refused({ blob, path, thread }: Edit, failure: Failure): readonly Command[] {
  return [{ type: 'worktree.report-edit-refused', payload: { thread, path, blob, failure } }]
}
