import type { AutomationId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowContext, FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { lineOf } from '../run/own-runs.ts'
import { releaseHeld } from './release.ts'
import { followRun } from './run-follow.ts'

/** What ends a hold lets the oldest held ones go, in the same decision. */
const released = (model: Model, id: AutomationId, { now }: FollowContext): readonly DomainEvent[] => {
  const automation = model.automation.get(id)
  return automation === undefined ? [] : releaseHeld(model, automation, now).events
}

const ofAutomation = (model: Model, { id }: { readonly id: AutomationId }, context: FollowContext) =>
  released(model, id, context)

const ofProject = (model: Model, { id }: { readonly id: string }, context: FollowContext) =>
  [...model.automation.within(id)].flatMap((automation) => released(model, automation.id, context))

const paused: FollowUp<'project.automations-paused'> = (model, event, context) =>
  event.paused ? [] : ofProject(model, event, context)

/** Its run may be at rest before anybody was told that it began. */
const dispatched: FollowUp<'firing.dispatched'> = (model, { id, run }, context) => {
  const automation = model.firing.get(id)?.automation
  const further = automation === undefined ? [] : released(model, automation, context)
  return [...runMoved(model, run, context), ...further]
}

const answered: FollowUp<'outbound.sent'> = (model, { id, link }) => {
  const outbound = model.outbound.get(id)
  const firing = model.firing.get(outbound?.firing ?? '')
  const isOpen = firing !== undefined && 'run' in firing.state && firing.state.kind !== 'over'
  if (outbound === undefined || !isOpen) return []
  const where = outbound.content.kind === 'comment' ? { comment: id } : { pull: link }
  return [{ type: 'firing.answered', id: firing.id, ...where }]
}

/** A run may be a part of the one that an automation began. */
function runMoved(model: Model, id: string, { now }: FollowContext): readonly DomainEvent[] {
  const run = lineOf(model, id).find(({ automation }) => automation !== undefined)
  return run === undefined ? [] : followRun(model, run, now)
}

const ofThread = (model: Model, { id }: { readonly id: string }, context: FollowContext) =>
  runMoved(model, model.thread.get(id)?.run ?? '', context)

const ofTask = (model: Model, { id }: { readonly id: string }, context: FollowContext) =>
  runMoved(model, model.task.get(id)?.run ?? '', context)

export const automationFollowUps: FollowUps = {
  'automation.settled': ofAutomation,
  'automation.defined': ofAutomation,
  'automation.gone': ofAutomation,
  'project.automations-paused': paused,
  'project.forgotten': ofProject,
  'firing.dispatched': dispatched,
  'outbound.sent': answered,
  'thread.queued': ofThread,
  'thread.readied': ofThread,
  'thread.parked': ofThread,
  'thread.turn-withdrawn': ofThread,
  'thread.landed': ofThread,
  'thread.discarded': ofThread,
  'thread.restored': ofThread,
  'recovery.diagnosed': ofThread,
  'recovery.proceeded': ofThread,
  'recovery.dropped': ofThread,
  'task.readied': ofTask,
  'task.parked': ofTask,
  'task.landed': ofTask,
  'task.reopened': ofTask,
  'task.attempted': ofTask,
  'task.expanded': ofTask,
  'task.removed': ofTask,
}
