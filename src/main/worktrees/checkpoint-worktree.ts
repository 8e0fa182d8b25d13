import type { Command } from '../../shared/domain/command.ts'
import type { CheckpointFacts } from '../../shared/domain/thread/state.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import type { OmittedPath } from '../ports/git.ts'
import type { WorktreeServices } from './services.ts'

/** Saves the whole state of a thread's worktree at a turn's end and before a landing. */
export function checkpointWorktree(services: WorktreeServices): EffectHandler<'worktree.checkpoint'> {
  return {
    kind: 'worktree.checkpoint',
    async run({ thread: id }, context) {
      const thread = context.model.thread.get(id)
      const place = placeOf(context.model, id)
      if (thread === undefined || place === undefined) return []
      const saved = await services.git.checkpoint(place, {
        previous: thread.checkpoint?.commit ?? null,
        message: `Checkpoint ${thread.turns} of ${thread.title}\n\nSwitchyard-Thread: ${thread.id}\n`,
        timestampMs: services.clock.now(),
      })
      if (!saved.ok) return failed(id, saved.error)
      const { commit, tree, changes, omitted, notices } = saved.value
      const checkpoint = { commit, tree, ...changes, omitted: omitted.length, ...leftOut(omitted) }
      return [{ type: 'worktree.report-checkpoint', payload: { thread: id, checkpoint, notices: notices ?? [] } }]
    },
    abandon: ({ thread }, failure) => failed(thread, failure),
  }
}

/** Bounds what a thread's state may grow by. */
const shown = 20

function leftOut(omitted: readonly OmittedPath[]): Pick<CheckpointFacts, 'leftOut'> {
  const unexpected = omitted.flatMap(({ bytes, path, reason }) =>
    reason === 'ignored' ? [] : [{ path, bytes, reason }],
  )
  return unexpected.length === 0 ? {} : { leftOut: unexpected.slice(0, shown) }
}

function failed(thread: ThreadId, failure: Failure): readonly Command[] {
  return [{ type: 'worktree.report-checkpoint-failed', payload: { thread, failure } }]
}
