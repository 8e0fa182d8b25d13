import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { runStopped } from '../../thread/park-reasons.ts'
import { holdsSlot } from '../../thread/queries.ts'
import type { Thread } from '../../thread/state.ts'
import { waitsForResume } from '../../thread/waits-for-resume.ts'
import { findRun, type PlannedRun } from '../find.ts'

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
  const queued = threadsOf(model, id).filter(waitsForResume)
  return events(
    { type: 'run.resumed', id },
    ...queued.map((thread) => ({ type: 'thread.queued', id: thread.id }) as const),
  )
}

/** Every thread of it ends its turn; what waited for a slot is parked. Everything is kept for a resume. */
export const decideStopRun: Decide<'run.stop'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  if (plan.state.kind === 'stopped') return nothing
  return events({ type: 'run.stopped', id }, ...threadsOf(model, id).flatMap(stopped), ...heldBack(model, id))
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

function threadsOf(model: Model, run: string): readonly Thread[] {
  return [...model.thread.values()].filter((thread) => thread.run === run)
}

function notUnderWay({ plan }: PlannedRun) {
  const what = plan.state.kind === 'stopped' ? 'is stopped' : 'has not been approved yet'
  return refuse('not-under-way', `The run ${what}; nothing was changed.`, 'Approve its plan, or resume it.')
}
