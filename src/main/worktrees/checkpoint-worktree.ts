import type { Command } from '../../shared/domain/command.ts'
import { newestLanding } from '../../shared/domain/landing/queries.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { CheckpointFacts, Thread } from '../../shared/domain/thread/state.ts'
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
      const target = targetOf(context.model, thread)
      const saved = await services.git.checkpoint(place, {
        previous: thread.checkpoint?.commit ?? null,
        message: `Checkpoint ${thread.turns} of ${thread.title}\n\nSwitchyard-Thread: ${thread.id}\n`,
        timestampMs: services.clock.now(),
        target,
      })
      if (!saved.ok) return failed(id, saved.error)
      const { base, commit, tree, changes, omitted } = saved.value
      const checkpoint = { commit, tree, ...changes, omitted: omitted.length, ...leftOut(omitted) }
      const moved = base === undefined ? {} : { base }
      const notices = [...(base === undefined ? [] : [merged(target, base)]), ...(saved.value.notices ?? [])]
      return [{ type: 'worktree.report-checkpoint', payload: { thread: id, checkpoint, notices, ...moved } }]
    },
    abandon: ({ thread }, failure) => failed(thread, failure),
  }
}

/** The branch that the work is for: the one that refused it last, for which the agent may have been asked to merge it. */
function targetOf(model: Model, thread: Thread): string | null {
  return newestLanding(model, thread.id)?.into ?? thread.into
}

function merged(target: string | null, base: string): string {
  return `The agent merged ${target} as of ${base.slice(0, 7)}; changes are now shown against it.`
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
