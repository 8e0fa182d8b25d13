import type { Model } from '../../shared/domain/model.ts'
import type { CheckpointFacts } from '../../shared/domain/thread/state.ts'
import type { ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { GateServices } from './services.ts'

/** Bounds what a thread's state may grow by. */
const shown = 20

/** Saves what a gate made of the files, so that it can be checked as the thread's work; null where that is gone. */
export async function saveChanged(
  { clock, git }: GateServices,
  of: { readonly model: Model; readonly thread: ThreadId; readonly place: ThreadPlace },
): Promise<Result<Omit<CheckpointFacts, 'at'>, Failure> | null> {
  const thread = of.model.thread.get(of.thread)
  if (thread === undefined) return null
  const saved = await git.checkpoint(of.place, {
    previous: thread.checkpoint?.commit ?? null,
    message: `What gates changed in ${thread.title}\n\nSwitchyard-Thread: ${thread.id}\n`,
    timestampMs: clock.now(),
  })
  if (!saved.ok) return saved
  const { changes, commit, omitted, tree } = saved.value
  const unexpected = omitted.flatMap(({ bytes, path, reason }) =>
    reason === 'ignored' ? [] : [{ path, bytes, reason }],
  )
  const leftOut = unexpected.length === 0 ? {} : { leftOut: unexpected.slice(0, shown) }
  return ok({ commit, tree, ...changes, omitted: omitted.length, ...leftOut })
}
