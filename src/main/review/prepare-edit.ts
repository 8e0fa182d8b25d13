import type { Refusal } from '../../shared/domain/decision.ts'
import { editRefusal } from '../../shared/domain/thread/decide/edit.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort } from '../ports/git.ts'

/** Puts the text where it lasts before the edit is decided, so that the log holds only its name. */
export function prepareEdit(git: GitPort): Preparer<'thread.edit'> {
  return {
    command: 'thread.edit',
    async prepare(payload, model): Promise<Result<{ blob?: string }, Refusal>> {
      const refused = editRefusal(model, payload)
      if (refused !== null) return err(refused)
      const place = placeOf(model, payload.thread)
      if (place === undefined) return ok({})
      const stored = await git.storeText(place, payload.text)
      return stored.ok ? ok({ blob: stored.value }) : stored
    },
  }
}
