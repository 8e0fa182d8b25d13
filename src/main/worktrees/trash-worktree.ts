import path from 'node:path'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { plannedPlace } from './planned-place.ts'
import type { WorktreeServices } from './services.ts'

/** Moves a discarded thread's worktree aside, whole, so that it can come back byte for byte. */
export function trashWorktree(services: WorktreeServices): EffectHandler<'worktree.trash'> {
  return {
    kind: 'worktree.trash',
    async run({ thread }, context) {
      const place = placeOf(context.model, thread)
      if (place === undefined) return removeUnused(services, thread, context.model)
      const trash = path.join(path.dirname(place.folder), 'trash', thread)
      const moved = await services.git.moveToTrash(place, trash)
      if (!moved.ok) return [{ type: 'worktree.report-trash-failed', payload: { thread, failure: moved.error } }]
      return [{ type: 'worktree.report-trashed', payload: { thread, trash } }]
    },
    abandon: ({ thread }, failure) => [{ type: 'worktree.report-trash-failed', payload: { thread, failure } }],
  }
}

/** One that was being made when its thread was discarded holds no work: nobody ever had it. */
async function removeUnused(services: WorktreeServices, id: ThreadId, model: Model): Promise<readonly Command[]> {
  const planned = await plannedPlace(services, model, id)
  const { state } = model.thread.get(id) ?? {}
  if (planned === undefined || state?.kind !== 'discarded') return []
  // What can't be removed is in nobody's way: a worktree made for the thread later takes its place.
  await services.git.removeUnused(planned)
  return []
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
