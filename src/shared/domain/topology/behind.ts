import type { ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import { isStuck, newestThread } from '../task/threads.ts'
import { landsAfter } from '../thread/lands-after.ts'
import type { Behind, Thread } from '../thread/state.ts'

/** How the thread that another one waits for stands. */
export type FirstStanding =
  | { readonly kind: 'open'; readonly thread: Thread }
  | { readonly kind: 'landed'; readonly thread: Thread; readonly commit: string }
  /** Nothing is to come of it by itself. */
  | { readonly kind: 'over'; readonly because: string }

/** Another attempt at the same task stands for the one that was named. */
export function firstStanding(model: Model, { thread: id }: Behind): FirstStanding {
  const named = model.thread.get(id)
  if (named === undefined) return { kind: 'over', because: 'What it waited for is no longer there.' }
  const task = named.role === undefined ? model.task.get(named.task) : undefined
  const landedBy = task?.state.kind === 'landed' ? model.thread.get(task.state.thread) : undefined
  const thread = landedBy ?? (task === undefined ? undefined : newestThread(model, task)) ?? named
  if (thread.state.kind === 'landed') return { kind: 'landed', thread, commit: thread.state.commit }
  if (task?.state.kind === 'landed') return { kind: 'over', because: `${thread.title} has landed.` }
  const again = task?.state.kind === 'starting' || task?.state.kind === 'ready'
  const because = again ? null : endOf(model, thread)
  return because === null ? { kind: 'open', thread } : { kind: 'over', because }
}

function endOf(model: Model, thread: Thread): string | null {
  const { checkpoint, state, title } = thread
  if (state.kind === 'discarded') return `${title} was discarded.`
  if (state.kind === 'parked')
    return isStuck(model, thread) ? `${title} is parked, and a person has to see to it.` : null
  const empty = state.kind === 'ready' && (checkpoint === null || checkpoint.files === 0)
  return empty ? `${title} changed nothing.` : null
}

/** The thread whose landing it waits for; undefined where nothing holds it. */
export function heldBehind(model: Model, { behind }: Thread): Thread | undefined {
  if (behind === undefined) return undefined
  const standing = firstStanding(model, behind)
  return standing.kind === 'open' ? standing.thread : undefined
}

/** Whether one waits for the other's landing, directly or by others. */
export function waitsForOther(model: Model, thread: Thread, other: Thread): boolean {
  const seen = new Set<ThreadId>([thread.id])
  // Grows while it is walked.
  for (const id of seen) {
    const next = model.thread.get(id)
    if (next === undefined) continue
    for (const before of waitsFor(model, next)) seen.add(before)
  }
  return thread.id !== other.id && seen.has(other.id)
}

function waitsFor(model: Model, thread: Thread): readonly ThreadId[] {
  const behind = heldBehind(model, thread)
  const links = thread.role === undefined ? (model.task.get(thread.task)?.after ?? []) : []
  const linked = links.flatMap(({ on }) => {
    const task = model.task.get(on)
    return task === undefined || task.state.kind === 'landed' ? [] : (newestThread(model, task)?.id ?? [])
  })
  const stacked = landsAfter(model, thread).map(({ id }) => id)
  return [...(behind === undefined ? [] : [behind.id]), ...stacked, ...linked]
}
