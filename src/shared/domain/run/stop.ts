import type { RunId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { runStopped } from '../thread/park-reasons.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'
import { childrenOf, familyOf } from './own-runs.ts'

/**
 * What stops a run: every thread of it ends its turn, what waited for a slot is parked, and all is kept for a resume.
 * Nothing for one that is stopped already, or that nothing is decided for.
 */
export function stopRun(model: Model, id: RunId): readonly DomainEvent[] {
  const plan = model.run.get(id)?.plan
  if (plan === undefined || plan.state.kind === 'stopped') return []
  const family = familyOf(model, id)
  return [
    { type: 'run.stopped', id },
    ...begunWithin(model, id).map((other) => ({ type: 'run.stopped', id: other }) as const),
    ...threadsOf(model, family).flatMap(stopped),
    ...[...family].flatMap((other) => heldBack(model, other)),
  ]
}

/** Runs of its tasks that are under way; one that is being planned still is after the resume. */
function begunWithin(model: Model, run: string): readonly RunId[] {
  return childrenOf(model, run).flatMap((child) => {
    const { kind } = model.run.get(child)?.plan?.state ?? { kind: 'stopped' }
    return [...(kind === 'running' || kind === 'paused' ? [child] : []), ...begunWithin(model, child)]
  })
}

function stopped(thread: Thread): readonly DomainEvent[] {
  const { id, prompts, state, turn } = thread
  if (state.kind === 'queued') return [{ type: 'thread.parked', id, reason: runStopped }]
  const goesOn = state.kind === 'verifying' && prompts.length > 0
  // One that ends its turn already does so as it was asked to.
  if (!goesOn && (!holdsSlot(thread) || turn?.phase === 'cancelling')) return []
  return [{ type: 'thread.interrupt-requested', id, how: 'interrupt', because: runStopped }]
}

/** What is about to start waits for a slot again. */
function heldBack(model: Model, run: string): readonly DomainEvent[] {
  return [...model.task.inRole('holding')].flatMap((task) => {
    if (task.run !== run || task.state.kind !== 'starting') return []
    const { agent, because } = task.state
    if (because === null) return [{ type: 'task.readied', id: task.id } as const]
    const again = { because, ...(agent === undefined ? {} : { agent }) }
    return [{ type: 'task.readied', id: task.id, again } as const]
  })
}

/** Threads of any of these runs. */
export function threadsOf(model: Model, family: ReadonlySet<string>): readonly Thread[] {
  return [...model.thread.values()].filter((thread) => family.has(thread.run))
}
