import type { Aggregate, Model } from './model.ts'
import type { Thread } from './thread/state.ts'

/** What leaves the live model together with an archived thread, itself included. */
export function archivedWith(
  model: Model,
  thread: Thread,
): readonly { readonly aggregate: Aggregate; readonly id: string }[] {
  const landings = [...model.landing.values()].filter((landing) => landing.thread === thread.id)
  const run = model.run.get(thread.run)
  return [
    { aggregate: 'thread', id: thread.id },
    { aggregate: 'worktree', id: thread.id },
    ...landings.map((landing) => ({ aggregate: 'landing' as const, id: landing.id })),
    ...(run?.thread === thread.id ? [{ aggregate: 'run' as const, id: run.id }] : []),
  ]
}
