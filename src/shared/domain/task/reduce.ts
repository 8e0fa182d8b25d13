import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { TaskEvent } from './events.ts'
import { attemptsKept, type Spend, type Task, type TaskState } from './state.ts'

type Planned = Extract<TaskEvent, { type: 'task.planned' }>
type Later = Exclude<TaskEvent, Planned>
type Step<Type extends Later['type']> = (
  task: Task,
  event: Extract<Later, { type: Type }>,
  envelope: EventEnvelope,
) => Task

export function reduceTask(state: Task | undefined, event: TaskEvent, envelope: EventEnvelope): Task {
  if (event.type === 'task.planned') return planned(event, envelope)
  const step = steps[event.type] as Step<typeof event.type>
  return step(existing(state, event), event as never, envelope)
}

function planned(event: Planned, envelope: EventEnvelope): Task {
  return {
    ...event.planned,
    id: event.id,
    run: event.run,
    project: event.project,
    order: event.order,
    after: event.after,
    state: { kind: event.state },
    threads: [],
    attempts: 0,
    report: null,
    spent: { tokens: 0, cost: null, workMs: 0 },
    ...(event.material === undefined ? {} : { material: event.material }),
    ...(event.spawned === undefined ? {} : { spawned: event.spawned }),
    since: envelope.at,
    queuedAt: envelope.sequence,
  }
}

function enter(task: Task, state: TaskState, envelope: EventEnvelope): Task {
  return { ...task, state, since: envelope.at, queuedAt: envelope.sequence }
}

const steps: { readonly [Type in Later['type']]: Step<Type> } = {
  'task.edited': (task, { patch }) => ({ ...(patch.budget === undefined ? task : unwarned(task)), ...patch }),
  'task.moved': (task, { order }) => ({ ...task, order }),
  'task.linked': (task, { link }) => ({ ...task, after: [...task.after.filter(({ on }) => on !== link.on), link] }),
  'task.unlinked': (task, { on }) => ({ ...task, after: task.after.filter((link) => link.on !== on) }),
  'task.removed': (task, _event, envelope) => enter(task, { kind: 'removed' }, envelope),
  'task.accepted': (task, _event, envelope) => enter(task, { kind: 'waiting' }, envelope),
  'task.readied': (task, { again }, envelope) =>
    enter(task, { kind: 'ready', ...(again === undefined ? {} : { again }) }, envelope),
  'task.blocked': (task, _event, envelope) => enter(task, { kind: 'waiting' }, envelope),
  'task.parked': (task, { on, reason }, envelope) =>
    enter(task, { kind: 'parked', reason, ...(on === undefined ? {} : { on }) }, envelope),
  'task.starting': (task, { agent, attempt, because }, envelope) =>
    enter(task, { kind: 'starting', attempt, because, ...(agent === undefined ? {} : { agent }) }, envelope),
  'task.attempted': (task, { agent, because, number, thread }, envelope) => ({
    ...enter(task, { kind: 'active' }, envelope),
    threads: [...task.threads, { thread, number, agent, because, effort: task.effort, gates: task.gates }].slice(
      -attemptsKept,
    ),
    attempts: task.attempts + 1,
  }),
  'task.retried': (task) => ({ ...task, attempts: task.attempts + 1 }),
  // The chosen one counts as the newest, whatever came after it.
  'task.chosen': (task, { thread }, envelope) => {
    const picked = task.threads.filter((attempt) => attempt.thread === thread)
    const threads = [...task.threads.filter((attempt) => attempt.thread !== thread), ...picked]
    return { ...enter(task, { kind: 'active' }, envelope), threads, chosen: thread }
  },
  'task.expanding': (task, { planner, run }) => ({ ...task, expand: { run, planner } }),
  'task.expanded': (task, { run }, envelope) => ({
    ...enter(task, { kind: 'active' }, envelope),
    child: run,
    attempts: task.attempts + 1,
  }),
  'task.judge-asked': (task, { judge }) => ({ ...task, judge: { thread: judge, said: null } }),
  'task.judged': (task, { said }) => (task.judge === undefined ? task : { ...task, judge: { ...task.judge, said } }),
  'task.judgement-voided': (task) =>
    task.judge === undefined ? task : { ...task, judge: { ...task.judge, said: null } },
  'task.landed': (task, { thread }, envelope) => enter(task, { kind: 'landed', thread }, envelope),
  'task.reopened': (task, _event, envelope) => enter(task, { kind: 'active' }, envelope),
  'task.reported': (task, { report }) => ({ ...task, report }),
  'task.spent': (task, { spend }) => ({ ...task, spent: sum(task.spent, spend) }),
  'task.budget-reached': (task, { percent }) => ({ ...task, warned: percent }),
}

/** Of another budget nothing was said yet. */
function unwarned({ warned: _warned, ...task }: Task): Task {
  return task
}

function sum(one: Spend, other: Spend): Spend {
  const cost = one.cost === null && other.cost === null ? null : (one.cost ?? 0) + (other.cost ?? 0)
  return { tokens: one.tokens + other.tokens, cost, workMs: one.workMs + other.workMs }
}
