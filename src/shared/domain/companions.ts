import type { Aggregate, Model, States } from './model.ts'
import type { Task } from './task/state.ts'
import type { Thread } from './thread/state.ts'

interface Instance {
  readonly aggregate: Aggregate
  readonly id: string
}

/** What leaves the live model together with an archived thread, itself included; or comes back with it. */
export function archivedWith(model: Model, thread: Thread): readonly Instance[] {
  const landings = [...model.landing.within(thread.id)]
  const prompts = thread.turn === null ? thread.prompts : [thread.turn.prompt, ...thread.prompts]
  return [
    { aggregate: 'thread', id: thread.id },
    { aggregate: 'worktree', id: thread.id },
    { aggregate: 'verification', id: thread.id },
    { aggregate: 'recovery', id: thread.id },
    { aggregate: 'mailbox', id: thread.id },
    ...prompts.map((prompt) => ({ aggregate: 'prompt' as const, id: prompt.id })),
    ...landings.map((landing) => ({ aggregate: 'landing' as const, id: landing.id })),
    ...runOf(model, thread),
  ]
}

/** A run of tasks goes as a whole with the last of its threads, and comes back with the first. */
function runOf(model: Model, thread: Thread): readonly Instance[] {
  const run = model.run.get(thread.run)
  if (run === undefined) return []
  if (run.plan === undefined) return run.thread === thread.id ? [{ aggregate: 'run', id: run.id }] : []
  const isWhole = !thread.archived || (tasksOf(model, run.id).every(isOver) && allArchived(model, run.id))
  return isWhole ? runWithTasks(model, run.id) : []
}

/** A run is live with all of its tasks or with none. */
export function runWithTasks(model: Model, run: string): readonly Instance[] {
  const tasks = tasksOf(model, run).map((task) => ({ aggregate: 'task' as const, id: task.id }))
  return [{ aggregate: 'run', id: run }, ...tasks]
}

function tasksOf(model: Model, run: string): readonly Task[] {
  return [...model.task.within(run)]
}

/** It has landed, was taken out, or its threads say that it is over. */
function isOver({ state }: Task): boolean {
  return state.kind === 'landed' || state.kind === 'removed' || state.kind === 'active'
}

function allArchived(model: Model, run: string): boolean {
  for (const thread of model.thread.within(run)) if (!thread.archived) return false
  return true
}

/** An instance that is over by itself and leaves the live model at once. */
export function isSettled(aggregate: Aggregate, state: States[Aggregate]): boolean {
  const over = settled[aggregate] as ((state: States[Aggregate]) => boolean) | undefined
  return over?.(state) ?? false
}

/** What stays in the store alone, and is paged from there. */
const settled: { readonly [A in Aggregate]?: (state: States[A]) => boolean } = {
  prompt: ({ used }) => used,
  // A question is over when it is answered, or nobody waits for that any more.
  message: ({ answeredBy, closed = false, expiresAt, state: { kind } }) => {
    if (kind === 'refused' || kind === 'expired') return true
    return kind === 'read' && (expiresAt === undefined || answeredBy !== undefined || closed)
  },
  finding: ({ closed }) => closed,
  contract: ({ closed }) => closed,
  contractVersion: ({ superseded }) => superseded,
  coupling: ({ outcome }) => outcome !== null,
  negotiation: ({ closed }) => closed === true,
  cluster: ({ closed }) => closed === true,
  firing: ({ state: { kind } }) => kind === 'skipped' || kind === 'over',
  claim: () => true,
  outbound: ({ closed }) => closed,
  item: ({ closed, state: { kind } }) => closed === true || kind === 'removed',
}
