import path from 'node:path'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { WorktreeServices } from './services.ts'

/** Moves a discarded thread's worktree aside, whole, so that it can come back byte for byte. */
export function trashWorktree(services: WorktreeServices): EffectHandler<'worktree.trash'> {
  return {
    kind: 'worktree.trash',
    async run({ thread }, context) {
      const place = placeOf(context.model, thread)
      if (place === undefined) return []
      const trash = path.join(path.dirname(place.folder), 'trash', thread)
      const moved = await services.git.moveToTrash(place, trash)
      if (!moved.ok) return [{ type: 'worktree.report-trash-failed', payload: { thread, failure: moved.error } }]
      return [{ type: 'worktree.report-trashed', payload: { thread, trash } }]
    },
    abandon: ({ thread }, failure) => [{ type: 'worktree.report-trash-failed', payload: { thread, failure } }],
  }
}

export function restoreWorktree(services: WorktreeServices): EffectHandler<'worktree.restore'> {
  return {
    kind: 'worktree.restore',
    async run({ thread }, context) {
      const place = placeOf(context.model, thread)
      const state = context.model.worktree.get(thread)?.state
      if (place === undefined || state?.kind !== 'trashed') return []
      const back = await services.git.restoreFromTrash(place, state.trash)
      if (!back.ok) return [{ type: 'worktree.report-restore-failed', payload: { thread, failure: back.error } }]
      return [{ type: 'worktree.report-restored', payload: { thread } }]
    },
    abandon: ({ thread }, failure) => [{ type: 'worktree.report-restore-failed', payload: { thread, failure } }],
  }
}
