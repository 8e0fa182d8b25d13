import type { CommandId, ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { PlannedTask } from '../plan/plan.ts'
import type { RunPolicy } from '../run/state.ts'
import type { TaskLink } from '../task/state.ts'
import type { Simulation } from './simulation.ts'

const agent = { kind: 'catalogue', id: 'scripted' } as const

export const plainPolicy: RunPolicy = {
  effort: 'quick',
  topology: 'queue',
  gates: [],
  limits: { parallel: null, review: null },
  budget: {},
  autoLand: false,
  recover: true,
  spawn: 'ask',
}

export const plainTask: PlannedTask = {
  key: 'a',
  title: 'A',
  brief: 'Do it.',
  effort: 'quick',
  after: [],
  paths: [],
  gates: [],
  agents: [agent],
  priority: 0,
  candidates: 1,
  budget: {},
}

/** Stores events as they are, past every decision: how a test comes to the state that it begins with. */
export function given(simulation: Simulation, ...events: readonly DomainEvent[]): void {
  for (const event of events) {
    const stored = { sequence: simulation.events.length + 1, at: simulation.now, actor: 'host', cause: null } as const
    simulation.replay([{ ...stored, command: 'c' as CommandId, event }])
  }
}

export interface GivenTask extends Partial<Omit<PlannedTask, 'after'>> {
  readonly after?: readonly TaskLink[]
}

/** A running run named `r` of project `p`, with tasks named like their keys. */
export function givenRun(
  simulation: Simulation,
  tasks: Readonly<Record<string, GivenTask>>,
  policy: Partial<RunPolicy> = {},
): RunId {
  const id = 'r' as RunId
  const project = 'p' as ProjectId
  given(simulation, { type: 'run.created', id, project, goal: 'All of it', task: null })
  given(simulation, {
    type: 'run.planned',
    id,
    kind: 'plan',
    state: { kind: 'running' },
    policy: { ...plainPolicy, ...policy },
    place: { base: { ref: 'main', commit: 'base' }, into: 'main' },
    planner: null,
    parent: null,
  })
  for (const [order, [key, { after = [], ...more }]] of Object.entries(tasks).entries()) {
    const { after: _after, ...plain } = plainTask
    const planned = { ...plain, key, title: `Task ${key}`, ...more }
    given(simulation, {
      type: 'task.planned',
      id: key as TaskId,
      run: id,
      project,
      order,
      planned,
      after,
      state: 'waiting',
    })
  }
  return id
}

/** The next attempt of a task is in its first turn; the thread is named like the task and counted. */
export function givenTurn(simulation: Simulation, key: string, role?: 'verifier'): ThreadId {
  const task = simulation.model.task.get(key)
  const number = (task?.attempts ?? 0) + 1
  const id = `${key}${number}` as ThreadId
  const prompt = { id: `m-${id}` as never }
  const [run, project] = ['r' as RunId, 'p' as ProjectId]
  given(
    simulation,
    { type: 'prompt.sent', ...prompt, thread: id, blocks: [] },
    {
      type: 'thread.dispatched',
      id,
      run,
      task: key as TaskId,
      project,
      title: `Task ${key}`,
      agent,
      base: { ref: 'main', commit: 'base' },
      into: 'main',
      prompt,
      ...(role === undefined ? {} : { role }),
    },
    { type: 'worktree.leased', id, project, owner: id, generation: 1 },
    { type: 'task.attempted', id: key as TaskId, thread: id, number, agent, because: null },
    { type: 'thread.slot-granted', id, generation: 1, turn: 1, sends: 1 },
    { type: 'thread.turn-started', id, turn: 1 },
  )
  return id
}

/** Its turn ends by itself, and the work is saved. */
export function endTurn(simulation: Simulation, thread: ThreadId, files = 1): void {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  const cancelled = simulation.thread(thread)?.turn?.phase === 'cancelling'
  const outcome = { kind: 'stopped', stopReason: cancelled ? 'cancelled' : 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
  const checkpoint = { commit: `c-${thread}`, tree: `t-${thread}`, files, additions: files, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

/** What its agent says that the conversation holds, and has cost. */
export function reportUsage(
  simulation: Simulation,
  thread: ThreadId,
  told: number | { readonly used: number; readonly cost: number },
): void {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  const usage = { size: 1_000_000, ...(typeof told === 'number' ? { used: told, cost: null } : told) }
  simulation.send({ type: 'usage.report', payload: { thread, generation, usage } })
}
