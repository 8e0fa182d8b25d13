import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { waitsForResume } from '../../thread/waits-for-resume.ts'
import { findRun, type PlannedRun } from '../find.ts'
import { familyOf } from '../own-runs.ts'
import { stopRun, threadsOf } from '../stop.ts'

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
  return found.ok ? events(...stopRun(model, found.value.id)) : found
}

function notUnderWay({ plan }: PlannedRun) {
  const what = plan.state.kind === 'stopped' ? 'is stopped' : 'has not been approved yet'
  return refuse('not-under-way', `The run ${what}; nothing was changed.`, 'Approve its plan, or resume it.')
}
