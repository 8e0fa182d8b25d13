import type { DomainEvent } from '../event.ts'
import type { FollowContext, FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { heldBehind } from './behind.ts'
import { closedWith } from './closing.ts'
import { neededLive } from './needs.ts'
import { withLastMember } from './put-away.ts'
import { askedAbout } from './questions.ts'
import { releases } from './release.ts'
import { runApproved, taskAdded } from './run-team.ts'
import { putBehind } from './serialize.ts'
import { membersGone, teamFollowUps } from './team-follow.ts'

const moved = (model: Model): readonly DomainEvent[] => releases(model)

interface OnOne {
  readonly id: string
}

/** Its pairs are over, its team goes on without it, and what waited for it goes on. */
const threadEnded = (model: Model, { id }: OnOne, { now }: FollowContext): readonly DomainEvent[] => {
  const thread = model.thread.get(id)
  if (thread === undefined || thread.role !== undefined) return releases(model)
  return [...closedWith(model, thread, now), ...membersGone(model, thread), ...releases(model)]
}

const taskEnded = (model: Model, { id }: OnOne, { now }: FollowContext): readonly DomainEvent[] => {
  const task = model.task.get(id)
  const of = task === undefined ? undefined : { project: task.project, run: task.run, task: task.id }
  if (of === undefined) return releases(model)
  return [...closedWith(model, of, now), ...membersGone(model, of), ...withLastMember(model, of), ...releases(model)]
}

const threadArchived = (model: Model, { id }: OnOne): readonly DomainEvent[] => {
  const thread = model.thread.get(id)
  return thread === undefined || thread.role !== undefined ? [] : withLastMember(model, thread)
}

/** Another attempt waits for whatever the one before it waited for. */
const attempted: FollowUp<'task.attempted'> = (model, { id, thread }) => {
  const second = model.thread.get(thread)
  const before = model.task.get(id)?.threads.at(-2)?.thread
  const other = before === undefined ? undefined : model.thread.get(before)
  const first = other === undefined ? undefined : heldBehind(model, other)
  if (second === undefined || first === undefined || other?.behind === undefined) return []
  return putBehind(model, { first, second, because: other.behind.because })
}

export const topologyFollowUps: FollowUps = {
  ...teamFollowUps,
  'thread.landed': threadEnded,
  'thread.discarded': threadEnded,
  'thread.archived': threadArchived,
  'thread.parked': moved,
  'thread.readied': moved,
  'task.landed': taskEnded,
  'task.removed': taskEnded,
  'task.attempted': attempted,
  'task.blocked': moved,
  'task.parked': moved,
  'task.linked': neededLive,
  'task.planned': taskAdded,
  'task.accepted': taskAdded,
  'recovery.dropped': moved,
  'run.approved': runApproved,
  'message.sent': askedAbout,
}
