import type { Command } from '../../shared/domain/command.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { plannedPlace } from './planned-place.ts'
import type { WorktreeServices } from './services.ts'

/** Gives a thread its private clone. Making it again replaces an incomplete one. */
export function createWorktree(services: WorktreeServices): EffectHandler<'worktree.create'> {
  return {
    kind: 'worktree.create',
    async run({ thread: id }, context) {
      if (context.model.thread.get(id)?.turn == null) return []
      if (context.model.worktree.get(id)?.state.kind !== 'leased') return []
      const planned = await plannedPlace(services, context.model, id)
      if (planned === undefined) return []
      const made = await services.git.createWorktree(planned)
      if (!made.ok) return failed(id, made.error)
      const { folder, ledger, branch, base } = planned
      const place = { folder, ledger, branch, base }
      return [{ type: 'worktree.report-created', payload: { thread: id, place, notices: made.value.notices } }]
    },
    abandon: ({ thread }, failure) => failed(thread, failure),
  }
}

function failed(thread: ThreadId, failure: Failure): readonly Command[] {
  return [{ type: 'worktree.report-create-failed', payload: { thread, failure } }]
}
