import type { DomainEvent } from '../event.ts'
import type { FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import type { ThreadEvent } from '../thread/events.ts'
import type { Thread } from '../thread/state.ts'
import { anotherAttempt, nextAttempt } from './attempts.ts'
import { judgeEnded, judgementVoided } from './judged.ts'
import { reviewTask, reviewTasks } from './standing.ts'
import type { Task } from './state.ts'
import { currentThreads, setAside } from './threads.ts'

/** What a thread's event may mean for the tasks that come after its own. */
const threadMoved = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => {
  const thread = model.thread.get(id)
  if (thread?.role === 'judge') return judgeEnded(model, thread)
  return thread === undefined || thread.role !== undefined ? [] : reviewTasks(model, thread.run)
}

/** A step of recovery may have sent it on already. */
const parked: FollowUp<'thread.parked'> = (model, event) => {
  return event.reason.code === 'changed-files'
    ? [...judgementVoided(model, event.id), ...threadMoved(model, event)]
    : threadMoved(model, event)
}

/** The same of a task's event. */
const taskMoved = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => {
  const task = model.task.get(id)
  return task === undefined ? [] : reviewTasks(model, task.run)
}

const runMoved = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => reviewTasks(model, id)

const landed: FollowUp<'thread.landed'> = (model, { id }) => {
  const task = taskOf(model, model.thread.get(id))
  if (task === undefined || (task.state.kind === 'landed' && task.state.thread === id)) return []
  const others = currentThreads(model, task).filter((thread) => thread.id !== id)
  return [{ type: 'task.landed', id: task.id, thread: id }, ...others.flatMap((thread) => setAside(model, thread))]
}

const undone: FollowUp<'landing.undone'> = (model, { id }) => {
  const thread = model.landing.get(id)?.thread
  const task = thread === undefined ? undefined : taskOf(model, model.thread.get(thread))
  return task?.state.kind === 'landed' && task.state.thread === thread ? [{ type: 'task.reopened', id: task.id }] : []
}

/** A further attempt at what has landed comes to nothing: what landed stands. */
const discarded: FollowUp<'thread.discarded'> = (model, event) => {
  const task = taskOf(model, model.thread.get(event.id))
  const before = task?.threads.find(({ thread }) => model.thread.get(thread)?.state.kind === 'landed')
  const rests = task?.state.kind === 'active' && task.threads.at(-1)?.thread === event.id
  const back: readonly DomainEvent[] =
    rests && before !== undefined ? [{ type: 'task.landed', id: task.id, thread: before.thread }] : []
  return [...back, ...threadMoved(model, event)]
}

/** A prompt to a landed thread opens an attempt that the task doesn't know yet. */
const attempted: FollowUp<'run.attempted'> = (model, event) => {
  const task = model.task.get(event.task)
  const thread = model.thread.get(event.thread)
  if (task === undefined || thread === undefined || task.threads.some((one) => one.thread === thread.id)) return []
  const because = 'You went on with it after it had landed.'
  return [
    { type: 'task.attempted', id: task.id, thread: thread.id, number: nextAttempt(task), agent: thread.agent, because },
  ]
}

/** Candidates begin one after the other, each in a slot of its own. */
const nextCandidate: FollowUp<'task.attempted'> = (model, { id, number }) => {
  const task = model.task.get(id)
  if (task?.state.kind !== 'active' || task.chosen !== undefined || number >= task.candidates) return []
  return [anotherAttempt(task, { because: `Candidate ${number + 1} of ${task.candidates}.` })]
}

const planned: FollowUp<'task.planned'> = (model, { id }) => {
  const task = model.task.get(id)
  return task === undefined ? [] : reviewTask(model, task)
}

/** A stuck task that is tried again frees those behind it. */
const readied: FollowUp<'task.readied'> = (model, event) => (event.again === undefined ? [] : taskMoved(model, event))

function taskOf(model: Model, thread: Thread | undefined): Task | undefined {
  if (thread === undefined || thread.role !== undefined) return undefined
  const task = model.task.get(thread.task)
  return task?.threads.some((attempt) => attempt.thread === thread.id) ? task : undefined
}

type Moving = Extract<
  ThreadEvent['type'],
  'thread.queued' | 'thread.edited' | 'thread.readied' | 'thread.parked' | 'thread.turn-withdrawn' | 'thread.restored'
>

const moving: { readonly [Type in Moving]: FollowUp<Type> } = {
  'thread.queued': threadMoved,
  'thread.edited': threadMoved,
  'thread.readied': threadMoved,
  'thread.parked': parked,
  'thread.turn-withdrawn': threadMoved,
  'thread.restored': threadMoved,
}

export const taskFollowUps: FollowUps = {
  ...moving,
  'thread.landed': landed,
  'thread.discarded': discarded,
  'landing.undone': undone,
  'recovery.diagnosed': threadMoved,
  'recovery.proceeded': threadMoved,
  'recovery.dropped': threadMoved,
  'run.attempted': attempted,
  'run.approved': runMoved,
  'run.resumed': runMoved,
  'task.planned': planned,
  'task.readied': readied,
  'task.blocked': taskMoved,
  'task.parked': taskMoved,
  'task.linked': taskMoved,
  'task.unlinked': taskMoved,
  'task.removed': taskMoved,
  'task.accepted': taskMoved,
  'task.chosen': taskMoved,
  'task.landed': taskMoved,
  'task.reopened': taskMoved,
  'task.attempted': nextCandidate,
}
