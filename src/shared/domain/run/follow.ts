import type { DomainEvent } from '../event.ts'
import type { FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { reviewRoom } from '../pool/review-room.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import { tasksOf } from './queries.ts'

/** The run went on before the turn that its stop had ended was over. */
const parked: FollowUp<'thread.parked'> = (model, { id, reason }) => {
  const thread = model.thread.get(id)
  if (reason.code === 'changed-files' && thread?.role === 'planner') return voided(model, thread)
  if (reason.until !== 'resume' || thread === undefined || !waitsForResume(thread)) return []
  const state = model.run.get(thread.run)?.plan?.state.kind
  return state === 'running' || state === 'planning' ? [{ type: 'thread.queued', id }] : []
}

/** A planner that changed files proposed nothing in that turn; what it proposed before that stays. */
function voided(model: Model, planner: Thread): readonly DomainEvent[] {
  const run = model.run.get(planner.run)
  if (run?.plan?.state.kind !== 'draft' || run.plan.planner !== planner.id) return []
  if (run.plan.proposedIn === undefined || run.plan.proposedIn !== planner.turns) return []
  const proposed = tasksOf(model, run.id).filter(({ spawned }) => spawned?.by === planner.id)
  return [
    ...proposed.map((task) => ({ type: 'task.removed', id: task.id }) as const),
    { type: 'run.proposal-voided', id: run.id },
  ]
}

/** Said once, when the last place for a review is taken. */
const readied: FollowUp<'thread.readied'> = (model, { id }) => {
  const thread = model.thread.get(id)
  const run = thread === undefined ? undefined : model.run.get(thread.run)
  if (run?.plan?.state.kind !== 'running') return []
  const { limit, waiting } = reviewRoom(model, run.id, run.plan)
  if (waiting !== limit) return []
  const more = hasTask(model, run.id, ({ state }) => state.kind === 'waiting' || state.kind === 'ready')
  if (!more) return []
  const threads = limit === 1 ? '1 thread waits' : `${limit} threads wait`
  return [noted(run.id, `Nothing new is started: ${threads} for your review, which is the limit.`)]
}

const landed: FollowUp<'task.landed'> = (model, { id }) => {
  const task = model.task.get(id)
  const run = task === undefined ? undefined : model.run.get(task.run)
  if (run?.plan?.kind !== 'plan') return []
  return hasTask(model, run.id, ({ state }) => state.kind !== 'landed' && state.kind !== 'removed')
    ? []
    : [noted(run.id, 'Every task has landed.')]
}

function hasTask(model: Model, run: string, wanted: (task: Task) => boolean): boolean {
  for (const task of model.task.within(run)) if (wanted(task)) return true
  return false
}

function noted(id: Extract<DomainEvent, { type: 'run.noted' }>['id'], text: string): DomainEvent {
  return { type: 'run.noted', id, task: null, text }
}

export const runFollowUps: FollowUps = {
  'thread.parked': parked,
  'thread.readied': readied,
  'task.landed': landed,
}
