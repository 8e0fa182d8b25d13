import type { RunId } from '../../../kernel/ids.ts'
import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { runStopped } from '../../thread/park-reasons.ts'
import { holdsSlot } from '../../thread/queries.ts'
import type { Thread } from '../../thread/state.ts'
import { waitsForResume } from '../../thread/waits-for-resume.ts'
import { findRun, type PlannedRun } from '../find.ts'
import { childrenOf, familyOf } from '../own-runs.ts'

/** Nothing new is started; what runs goes on. */
export const decidePause: Decide<'run.pause'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  if (plan.state.kind === 'paused') return nothing
  if (plan.state.kind !== 'running') return notUnderWay(found.value)
  return events({ type: 'run.paused', id, by: 'person', because: 'You paused it.' })
}

/** A paused or stopped run goes on, with what stopping it, a freeze or a budget had interrupted. */
export const decideResume: Decide<'run.resume'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  if (plan.state.kind === 'running') return nothing
  if (plan.state.kind !== 'paused' && plan.state.kind !== 'stopped') return notUnderWay(found.value)
  const parent = plan.parent === null ? undefined : model.run.get(plan.parent.run)
  if (parent?.plan !== undefined && parent.plan.state.kind !== 'running') {
    const message = `The run is a part of another one, which is ${parent.plan.state.kind}; nothing was changed.`
    return refuse('parent-held', message, `Resume the run ${parent.id}.`)
  }
  const family = familyOf(model, id)
  const held = [...family].flatMap((other) => {
    const run = model.run.get(other)
    const { kind } = run?.plan?.state ?? { kind: 'running' }
    return run !== undefined && (kind === 'paused' || kind === 'stopped') ? [run.id] : []
  })
  const queued = threadsOf(model, family).filter(waitsForResume)
  return events(
    ...held.map((other) => ({ type: 'run.resumed', id: other }) as const),
    ...queued.map((thread) => ({ type: 'thread.queued', id: thread.id }) as const),
  )
}

/** Every thread of it ends its turn; what waited for a slot is parked. Everything is kept for a resume. */
export const decideStopRun: Decide<'run.stop'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  if (plan.state.kind === 'stopped') return nothing
  const family = familyOf(model, id)
  return events(
    { type: 'run.stopped', id },
    ...begunWithin(model, id).map((other) => ({ type: 'run.stopped', id: other }) as const),
    ...threadsOf(model, family).flatMap(stopped),
    ...[...family].flatMap((other) => heldBack(model, other)),
  )
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

function threadsOf(model: Model, family: ReadonlySet<string>): readonly Thread[] {
  return [...model.thread.values()].filter((thread) => family.has(thread.run))
}

function notUnderWay({ plan }: PlannedRun) {
  const what = plan.state.kind === 'stopped' ? 'is stopped' : 'has not been approved yet'
  return refuse('not-under-way', `The run ${what}; nothing was changed.`, 'Approve its plan, or resume it.')
}
