import type { Aggregate, Model, States } from './model.ts'
import type { SentPrompt } from './prompt/state.ts'
import type { Thread } from './thread/state.ts'

/** What is kept of a thread under its own name, where there is any. */
const beside = ['verification', 'recovery'] as const

/** What leaves the live model together with an archived thread, itself included. */
export function archivedWith(
  model: Model,
  thread: Thread,
): readonly { readonly aggregate: Aggregate; readonly id: string }[] {
  const landings = [...model.landing.values()].filter((landing) => landing.thread === thread.id)
  const run = model.run.get(thread.run)
  const prompts = thread.turn === null ? thread.prompts : [thread.turn.prompt, ...thread.prompts]
  return [
    { aggregate: 'thread', id: thread.id },
    { aggregate: 'worktree', id: thread.id },
    ...beside
      .filter((aggregate) => model[aggregate].get(thread.id) !== undefined)
      .map((aggregate) => ({ aggregate, id: thread.id })),
    ...prompts.map((prompt) => ({ aggregate: 'prompt' as const, id: prompt.id })),
    ...landings.map((landing) => ({ aggregate: 'landing' as const, id: landing.id })),
    ...(run?.thread === thread.id ? [{ aggregate: 'run' as const, id: run.id }] : []),
  ]
}

/** An instance that is over by itself and leaves the live model at once. */
export function isSettled(aggregate: Aggregate, state: States[Aggregate]): boolean {
  return aggregate === 'prompt' && (state as SentPrompt).used
}
