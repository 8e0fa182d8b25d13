import { type Decide, type Decision, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { tasksOf } from '../../run/queries.ts'
import type { ParkReason } from '../../thread/state.ts'
import { begunThread, talksInstead } from '../../topology/needs.ts'
import type { Task } from '../state.ts'
import { type Worker, workerTask } from '../worker-task.ts'
import { cycleWith } from './link.ts'

/** Keys named in a refusal; a plan may have hundreds. */
const namedKeys = 30

/**
 * An agent found that its task needs another one first. The link is there from now on; what the thread has done is
 * kept, and it goes on, unless it has changed nothing: then its task waits, and begins again after the other.
 */
export const decideReportDependency: Decide<'task.report-dependency'> = (model, { because, changed, by, on }) => {
  const found = workerTask(model, by)
  if (!found.ok) return found
  const worker = found.value
  const tasks = tasksOf(model, worker.run.id)
  const other = tasks.find((one) => one.key === on) ?? tasks.find((one) => one.id === on)
  if (other === undefined) return unknown(on, tasks)
  if (worker.task.after.some((link) => link.on === other.id)) return nothing
  const refused = notPossible(model, worker, other)
  if (refused !== null) return refused
  const waits = changed === false && goesBehind(model, worker, other) && !isTalkedTo(model, worker, other)
  return events(
    { type: 'task.linked', id: worker.task.id, link: { on: other.id, from: 'landed', because } },
    note(worker, other, waits),
    ...(waits ? setBehind(worker, other) : []),
  )
}

function unknown(on: string, tasks: readonly Task[]): Decision {
  const keys = tasks.slice(0, namedKeys).map(({ key }) => key)
  const more = tasks.length > keys.length ? `, and ${tasks.length - keys.length} more` : ''
  return refuse(
    'task-unknown',
    `There is no task ${on} in this plan. Nothing was changed.`,
    `Name one of these: ${keys.join(', ')}${more}. If the work is in none of them, propose it as a task.`,
  )
}

function notPossible(model: Model, { task }: Worker, other: Task): Decision | null {
  if (other.id === task.id) {
    return refuse('self-link', `${task.key} is your own task. Nothing was changed.`, 'Do it, or name another task.')
  }
  if (other.state.kind === 'proposed') {
    const message = `${other.key} was proposed, and nobody has accepted it yet. Nothing was changed.`
    return refuse('task-proposed', message, 'Do without it, and name it as an open question in your report.')
  }
  const cycle = cycleWith(model, task, other)
  if (cycle === null) return null
  return refuse(
    'cycle',
    `${cycle} Nothing was changed.`,
    'Do the part that you need yourself, as small as it can be, and name it in your report.',
  )
}

/** They are introduced instead, by what follows from the link: what is missing can be agreed on now. */
function isTalkedTo(model: Model, { thread }: Worker, other: Task): boolean {
  const live = begunThread(model, other.id)
  return live !== undefined && talksInstead(model, thread, live)
}

/** Nothing is lost by beginning again: no work is saved, and no other attempt is under way. */
function goesBehind(model: Model, { task, thread }: Worker, other: Task): boolean {
  if (other.state.kind === 'landed' || task.state.kind !== 'active') return false
  const saved = thread.checkpoint !== null && thread.checkpoint.files > 0
  const alone = task.threads.every(({ thread: id }) => id === thread.id || model.thread.get(id)?.turn == null)
  const inTurn = thread.turn !== null && thread.turn.phase !== 'cancelling'
  return inTurn && alone && !saved && !thread.discarding
}

function setBehind({ task, thread }: Worker, other: Task): readonly DomainEvent[] {
  const because: ParkReason = {
    code: 'superseded',
    message: `It needs ${other.title} first and had changed nothing: another thread does the task after that.`,
    remedy: 'Nothing has to be done here.',
  }
  return [
    { type: 'thread.interrupt-requested', id: thread.id, how: 'interrupt', because },
    { type: 'task.blocked', id: task.id },
  ]
}

function note({ run, task }: Worker, other: Task, waits: boolean): DomainEvent {
  const then = waits
    ? 'It had changed nothing, so that it begins again after that.'
    : 'It goes on with what it has; the order counts for its landing and for any further attempt.'
  return { type: 'run.noted', id: run.id, task: task.id, text: `${task.title} needs ${other.title} first. ${then}` }
}
