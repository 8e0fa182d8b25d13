import { beforeEach, describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { endWith, save, startTurn } from '../testing/checked.ts'
import { outcomeOf } from '../testing/outside.ts'
import { planRun, scripted, sketchedTask, type TaskSketch } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { canMove, taskView } from './progress.ts'
import { runSpend, taskSpend } from './spend.ts'

const own = 'own' as RunId
const id = (key: string, run = 'r') => `${run}/${key}` as TaskId

let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 10 } })
})

const task = (key: string, run = 'r') => simulation.model.task.get(id(key, run))
const run = (name: string) => simulation.model.run.get(name)
const state = (name: string) => run(name)?.plan?.state.kind
const send = (command: Command) => {
  const decision = simulation.send(command, undefined, 'person')
  return decision.ok ? 'ok' : decision.error.code
}

/** Effects come to their outcomes; turns stay open, and nothing is changed by those who only read. */
function settle(): void {
  for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

const expand = (key: string, name: RunId = own) =>
  send({ type: 'task.expand', payload: { task: id(key), run: name, planner: scripted } })

/** Task `a` is a run of its own, whose planner is in its turn; `b` comes after it. */
function begin(
  more: { readonly parallel?: number; readonly a?: TaskSketch; readonly spawn?: 'automatic' } = {},
): ThreadId {
  const { a = {}, parallel = null, spawn } = more
  expect(planRun(simulation, 'r', { tasks: { a, b: { after: ['a'] } }, approve: false, parallel }).ok).toBe(true)
  expect(expand('a')).toBe('ok')
  const policy = spawn === undefined ? {} : { spawn }
  send({ type: 'run.configure', payload: { run: 'r' as RunId, budget: { tokens: 1000 }, ...policy } })
  expect(send({ type: 'run.approve', payload: { run: 'r' as RunId } })).toBe('ok')
  settle()
  return run(own)?.plan?.planner ?? ('none' as ThreadId)
}

function propose(by: ThreadId, tasks: Readonly<Record<string, TaskSketch>>): string {
  const written = Object.entries(tasks).map(([key, sketch]) => sketchedTask(own, key, sketch))
  const limits = { parallel: null, review: null }
  const plan = {
    goal: 'Part',
    topology: 'queue',
    effort: 'quick',
    gates: [],
    budget: {},
    limits,
    tasks: written,
  } as const
  return send({ type: 'run.propose', payload: { run: own, by, plan } })
}

/** Planned, and under way. */
function planned(tasks: Readonly<Record<string, TaskSketch>>, more: Parameters<typeof begin>[0] = {}): void {
  const planner = begin({ spawn: 'automatic', ...more })
  expect(propose(planner, tasks)).toBe('ok')
  endWith(simulation, planner, 'base', 0)
  settle()
}

function finish(key: string): ThreadId {
  const thread = task(key, own)?.threads.at(-1)?.thread ?? ('none' as ThreadId)
  endWith(simulation, thread, `tree-${key}`)
  settle()
  return thread
}

function land(thread: ThreadId): void {
  send({ type: 'thread.land', payload: { thread, landing: `l-${thread}` as LandingId, strategy: 'squash' } })
  settle()
}

describe('a task that is a run of its own', () => {
  it('begins with a planner in the slot that was held for it, within its share of the budget', () => {
    const planner = begin({ a: { gates: ['lint'] } })
    expect(task('a')).toMatchObject({ state: { kind: 'active' }, child: own, threads: [] })
    expect(run(own)?.plan).toMatchObject({
      state: { kind: 'planning' },
      parent: { run: 'r', task: id('a') },
      policy: { gates: ['lint'], budget: { tokens: 500 } },
      place: { into: 'main' },
    })
    expect(simulation.thread(planner)).toMatchObject({ role: 'planner', state: { kind: 'running' } })
    expect(task('b')?.state.kind).toBe('waiting')
  })

  it('waits for a person to approve its plan, unless threads may add tasks by themselves', () => {
    const planner = begin()
    propose(planner, { x: {} })
    endWith(simulation, planner, 'base', 0)
    settle()
    expect(state(own)).toBe('draft')
    const a = task('a')
    expect(a && taskView(simulation.model, a)).toMatchObject({ state: 'needs-you' })
    expect(send({ type: 'run.approve', payload: { run: own } })).toBe('ok')
    expect(state(own)).toBe('running')
  })

  it('lands with the last of its tasks, and is open again when that is undone', () => {
    planned({ x: {}, y: {} })
    expect(state(own)).toBe('running')
    land(finish('x'))
    expect(task('a')?.state.kind).toBe('active')
    expect(simulation.model.run.get('r') && canMove(simulation.model, run('r') as never)).toBe(true)
    const last = finish('y')
    land(last)
    expect(task('a')?.state).toEqual({ kind: 'landed', thread: last })
    expect(task('b')?.state.kind).toBe('active')
    send({ type: 'landing.undo', payload: { landing: `l-${last}` as LandingId } })
    settle()
    expect(task('a')?.state.kind).toBe('active')
  })

  it('is parked while nothing of its run can go on, with the reason, and goes on with it', () => {
    planned({ x: {} })
    const thread = finish('x')
    send({ type: 'thread.discard', payload: { thread } })
    settle()
    expect(task('a')?.state).toMatchObject({ kind: 'parked', reason: { message: expect.stringContaining('x') } })
    expect(task('b')?.state).toMatchObject({ kind: 'parked', reason: { code: 'dependency' } })
    send({ type: 'thread.restore', payload: { thread } })
    settle()
    expect([task('a')?.state.kind, task('b')?.state.kind]).toEqual(['active', 'waiting'])
  })

  it('is parked where its planner ends without a plan, and goes on when that is prompted', () => {
    const planner = begin()
    endWith(simulation, planner, 'base', 0)
    settle()
    expect(task('a')?.state).toMatchObject({ kind: 'parked', reason: { message: 'Its planner ended without a plan.' } })
    const blocks = [{ kind: 'text', text: 'Plan it', origin: 'person' }] as const
    const payload = { thread: planner, prompt: 'again' as PromptId, blocks, attempt: 'z' as ThreadId }
    send({ type: 'thread.prompt', payload })
    expect(task('a')?.state.kind).toBe('active')
    expect(send({ type: 'task.retry', payload: { task: id('a') } })).toBe('has-own-run')
  })

  it('is paused, stopped and resumed with its parent, and not without it', () => {
    planned({ x: {}, y: { after: ['x'] } })
    send({ type: 'run.pause', payload: { run: 'r' as RunId } })
    expect(state(own)).toBe('paused')
    expect(send({ type: 'run.resume', payload: { run: own } })).toBe('parent-held')
    send({ type: 'run.resume', payload: { run: 'r' as RunId } })
    expect(state(own)).toBe('running')
    send({ type: 'run.stop', payload: { run: 'r' as RunId } })
    expect(state(own)).toBe('stopped')
    const thread = task('x', own)?.threads[0]?.thread ?? ''
    expect(simulation.thread(thread)?.turn?.phase).toBe('cancelling')
    const generation = simulation.thread(thread)?.session.generation ?? 0
    const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: thread as ThreadId, generation, outcome } })
    save(simulation, thread as ThreadId, 'kept')
    expect(simulation.thread(thread)?.state).toMatchObject({ kind: 'parked', reason: { until: 'resume' } })
    send({ type: 'run.resume', payload: { run: 'r' as RunId } })
    expect([state('r'), state(own)]).toEqual(['running', 'running'])
    expect(simulation.thread(thread)?.state.kind).toBe('preparing')
  })

  it('counts for its parent: what it spends, and what it has at work', () => {
    planned({ x: {}, y: {} }, { parallel: 1 })
    const kinds = () => [task('x', own)?.state.kind, task('y', own)?.state.kind]
    expect(kinds()).toEqual(['active', 'ready'])
    const thread = task('x', own)?.threads[0]?.thread ?? ('none' as ThreadId)
    const generation = simulation.thread(thread)?.session.generation ?? 0
    const usage = { used: 300, size: 1_000_000, cost: null }
    simulation.send({ type: 'usage.report', payload: { thread, generation, usage } })
    const [parent, a] = [run('r'), task('a')]
    expect(parent && runSpend(simulation.model, parent, simulation.now).tokens).toBe(300)
    expect(a && taskSpend(simulation.model, a, simulation.now).tokens).toBe(300)
    simulation.send({ type: 'usage.report', payload: { thread, generation, usage: { ...usage, used: 600 } } })
    expect(state(own)).toBe('paused')
    expect(state('r')).toBe('running')
  })

  it('is two runs deep at most, and only where it has not begun', () => {
    planned({ x: {} })
    expect(expand('a', 'other' as RunId)).toBe('task-started')
    send({ type: 'task.add', payload: { run: own, task: sketchedTask(own, 'z', { after: ['x'] }) } })
    const expandIn = (name: string, into: string) =>
      send({ type: 'task.expand', payload: { task: id('z', name), run: into as RunId, planner: scripted } })
    expect(expandIn(own, 'second')).toBe('ok')
    land(finish('x'))
    expect(state('second')).toBe('planning')
    send({ type: 'task.add', payload: { run: 'second' as RunId, task: sketchedTask('second', 'z', {}) } })
    expect(expandIn('second', 'third')).toBe('run-too-deep')
    startTurn(simulation, run('second')?.plan?.planner ?? ('none' as ThreadId))
  })
})
