import type { DomainEvent } from '../event.ts'
import type { FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { validatePlan } from '../plan/validate.ts'
import { reviewTasks } from '../task/standing.ts'
import { findRun } from './find.ts'
import { childrenOf, ownRunStanding } from './own-runs.ts'
import { planOf } from './plan-of.ts'
import { fanOutRefusal } from './plan-tasks.ts'

/** Tasks that a plan may have to be started without a person's look at it. */
const approvedUnasked = 50

/** Brings the task that a run is to where the run says it stands. */
function reviewOwner(model: Model, id: string): readonly DomainEvent[] {
  const run = model.run.get(id)
  const parent = run?.plan?.parent ?? null
  const task = parent === null ? undefined : model.task.get(parent.task)
  if (run === undefined || task === undefined || task.child !== id) return []
  const standing = ownRunStanding(model, run)
  switch (standing?.kind) {
    case 'landed':
      return task.state.kind === 'landed' ? [] : [{ type: 'task.landed', id: task.id, thread: standing.thread }]
    case 'stuck': {
      if (task.state.kind === 'parked' && task.state.reason.message === standing.because) return []
      const remedy = 'It goes on by itself once one of them can: look at its run.'
      return [{ type: 'task.parked', id: task.id, reason: { code: 'dependency', message: standing.because, remedy } }]
    }
    case 'open':
      return task.state.kind === 'active' ? [] : [{ type: 'task.reopened', id: task.id }]
    default:
      return []
  }
}

const ofThread = (model: Model, { id }: { readonly id: string }) => reviewOwner(model, model.thread.get(id)?.run ?? '')
const ofTask = (model: Model, { id }: { readonly id: string }) => reviewOwner(model, model.task.get(id)?.run ?? '')
const ofRun = (model: Model, { id }: { readonly id: string }) => reviewOwner(model, id)

/** A planner of a task's own run is done: where threads may add tasks unasked, its plan starts unasked too. */
const planned: FollowUp<'thread.readied'> = (model, event) => {
  const planner = model.thread.get(event.id)
  const found = findRun(model, planner?.role === 'planner' ? planner.run : '')
  if (!found.ok || found.value.plan.parent === null) return ofThread(model, event)
  const run = found.value
  const { parent, state } = run.plan
  const asks = model.run.get(parent?.run ?? '')?.plan?.policy.spawn !== 'automatic'
  if (asks || state.kind !== 'draft' || run.plan.planner !== event.id) return ofThread(model, event)
  const plan = planOf(model, run)
  const refused =
    fanOutRefusal(model, plan.tasks, false) !== null || validatePlan(plan, { projectGates: [] }).length > 0
  if (refused || plan.tasks.length > approvedUnasked) return ofThread(model, event)
  return [{ type: 'run.approved', id: run.id, confirmed: plan.tasks.length }]
}

/** A run within one that is paused or stopped begins as one that is paused. */
const approved: FollowUp<'run.approved'> = (model, event) => {
  const parent = model.run.get(event.id)?.plan?.parent ?? null
  const held = parent !== null && model.run.get(parent.run)?.plan?.state.kind !== 'running'
  const paused: DomainEvent = { type: 'run.paused', id: event.id, by: 'person', because: partOfPaused }
  return [...(held ? [paused] : []), ...ofRun(model, event)]
}

const partOfPaused = 'The run that it is a part of was paused.'

const paused: FollowUp<'run.paused'> = (model, { by, id }) => {
  return childrenOf(model, id).flatMap((child): readonly DomainEvent[] => {
    if (model.run.get(child)?.plan?.state.kind !== 'running') return []
    return [{ type: 'run.paused', id: child, by, because: partOfPaused }]
  })
}

/** What a task comes after counts in another way from here on. */
const expanding: FollowUp<'task.expanding'> = (model, { id }) => reviewTasks(model, model.task.get(id)?.run ?? '')

export const ownRunFollowUps: FollowUps = {
  'thread.queued': ofThread,
  'thread.readied': planned,
  'thread.parked': ofThread,
  'thread.turn-withdrawn': ofThread,
  'thread.discarded': ofThread,
  'thread.restored': ofThread,
  'recovery.diagnosed': ofThread,
  'recovery.proceeded': ofThread,
  'recovery.dropped': ofThread,
  'task.planned': ofTask,
  'task.accepted': ofTask,
  'task.readied': ofTask,
  'task.blocked': ofTask,
  'task.parked': ofTask,
  'task.removed': ofTask,
  'task.landed': ofTask,
  'task.reopened': ofTask,
  'task.attempted': ofTask,
  'task.chosen': ofTask,
  'task.expanding': expanding,
  'task.expanded': ofTask,
  'run.proposed': ofRun,
  'run.proposal-voided': ofRun,
  'run.approved': approved,
  'run.resumed': ofRun,
  'run.paused': paused,
}
