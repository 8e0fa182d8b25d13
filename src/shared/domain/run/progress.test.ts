import { describe, expect, it } from 'vitest'
import type { RunId, TaskId } from '../../kernel/ids.ts'
import { outcomeOf } from '../testing/outside.ts'
import { endTurn, type GivenTask, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { planRun } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { canMove, runView, taskView } from './progress.ts'
import type { RunPolicy } from './state.ts'

const r = 'r' as RunId

function opened(tasks: Readonly<Record<string, GivenTask>>, policy: Partial<RunPolicy> = {}): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, tasks, policy)
  return simulation
}

const viewOf = (simulation: Simulation, key: string) => {
  const task = simulation.model.task.get(key)
  if (task === undefined) throw new Error(`no task ${key}`)
  return taskView(simulation.model, task)
}

const runOf = (simulation: Simulation) => {
  const run = simulation.model.run.get('r')
  if (run === undefined) throw new Error('no run')
  return run
}

function settleAll(simulation: Simulation): void {
  for (let [next] = simulation.runnable(); next !== undefined; [next] = simulation.runnable()) {
    simulation.settle(next, outcomeOf(simulation, next, 1))
  }
}

const standingOf = (simulation: Simulation) => runView(simulation.model, runOf(simulation), simulation.now).state

const moves = (simulation: Simulation) => canMove(simulation.model, runOf(simulation))

const behind = (on: string) => ({ after: [{ on: on as TaskId, from: 'landed' }] }) as const

describe('how a task stands', () => {
  it('is queued, with what it waits for, until a thread of it says more', () => {
    const simulation = opened({ a: {}, b: behind('a') })
    expect(viewOf(simulation, 'b')).toMatchObject({
      state: 'queued',
      thread: null,
      attempts: 0,
      reason: 'waits for a: not landed, has not begun',
    })
    const a = givenTurn(simulation, 'a')
    expect(viewOf(simulation, 'a')).toMatchObject({ state: 'running', thread: a, attempts: 1, reason: null })
    endTurn(simulation, a)
    expect(viewOf(simulation, 'a').state).toBe('ready')
    expect(viewOf(simulation, 'b').reason).toBe('waits for a: not landed, needs your review')
  })

  it('is parked by its thread or by itself, with the code and the sentence', () => {
    const simulation = opened({ a: {}, b: behind('a') }, { recover: false })
    const a = givenTurn(simulation, 'a')
    const reason = { code: 'gate-failed', message: 'Tried twice.', remedy: 'Look.' } as const
    given(simulation, { type: 'thread.parked', id: a, reason })
    expect(viewOf(simulation, 'a')).toMatchObject({ state: 'parked', reason: 'gate-failed', message: 'Tried twice.' })
    expect(viewOf(simulation, 'b').waitsFor).toEqual(['waits for a: not landed, is parked (gate-failed)'])
    given(simulation, { type: 'task.parked', id: 'b' as TaskId, reason: { ...reason, code: 'dependency' } })
    expect(viewOf(simulation, 'b')).toMatchObject({ state: 'parked', reason: 'dependency' })
  })

  it('names the limit that holds it back', () => {
    const simulation = opened({ a: {}, b: {} }, { limits: { parallel: 1, review: 1 } })
    given(simulation, { type: 'task.readied', id: 'b' as TaskId })
    expect(viewOf(simulation, 'b').reason).toBe('waits for a free slot')
    const a = givenTurn(simulation, 'a')
    expect(viewOf(simulation, 'b').reason).toBe('waits for another task of the run: 1 may be at work at once')
    given(simulation, { type: 'run.paused', id: r, by: 'person', because: '' })
    endTurn(simulation, a)
    given(simulation, { type: 'run.resumed', id: r })
    expect(viewOf(simulation, 'b').reason).toBe('waits for a review: 1 of 1 thread waits')
    given(simulation, { type: 'pool.frozen', id: 'pool' })
    expect(viewOf(simulation, 'b').reason).toContain('frozen')
    given(simulation, { type: 'run.paused', id: r, by: 'person', because: '' })
    expect(viewOf(simulation, 'b').reason).toContain('paused')
  })

  it('is done with its run once every task has landed or was taken out', () => {
    const simulation = opened({ a: {}, b: {} })
    const a = givenTurn(simulation, 'a')
    given(simulation, { type: 'task.landed', id: 'a' as TaskId, thread: a })
    expect(standingOf(simulation)).toBe('running')
    given(simulation, { type: 'task.removed', id: 'b' as TaskId })
    expect(standingOf(simulation)).toBe('done')
    given(simulation, { type: 'task.reopened', id: 'a' as TaskId })
    expect(standingOf(simulation)).toBe('running')
  })

  it('waits for a person where a step of recovery is due in a run that is stopped', () => {
    const simulation = opened({ a: {} })
    const a = givenTurn(simulation, 'a')
    const reason = { code: 'crash', message: 'It died.', remedy: 'Look.' } as const
    const outcome = { kind: 'failed', reason } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: a, generation: 1, outcome } })
    const checkpoint = { commit: 'c', tree: 't', files: 0, additions: 0, deletions: 0, omitted: 0 }
    simulation.send({ type: 'worktree.report-checkpoint', payload: { thread: a, checkpoint, notices: [] } })
    expect(moves(simulation)).toBe(true)
    simulation.send({ type: 'run.stop', payload: { run: r } }, undefined, 'person')
    expect(moves(simulation)).toBe(false)
  })

  it('waits for a review before more than may could wait for one, and then for a person', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 4 } })
    planRun(simulation, 'r', { tasks: { a: {}, b: {}, c: {}, d: {} }, parallel: 2, review: 2 })
    const begun = () => [...simulation.model.task.values()].filter(({ state }) => state.kind !== 'ready')
    settleAll(simulation)
    expect(begun()).toHaveLength(2)
    const [first, second] = [...simulation.model.thread.values()]
    if (first === undefined || second === undefined) throw new Error('two threads were to begin')
    endTurn(simulation, first.id)
    settleAll(simulation)
    expect(begun()).toHaveLength(2)
    expect(viewOf(simulation, 'r/c').reason).toBe(
      'waits for a review: 1 of 2 threads wait, 1 more may once its work is done',
    )
    expect(moves(simulation)).toBe(true)
    endTurn(simulation, second.id)
    settleAll(simulation)
    expect(begun()).toHaveLength(2)
    expect(viewOf(simulation, 'r/d').reason).toBe('waits for a review: 2 of 2 threads wait')
    expect(moves(simulation)).toBe(false)
  })

  it('is that of a candidate which moves, then of one that can be chosen', () => {
    const simulation = opened({ a: { candidates: 2 } })
    const [one, two] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'a')]
    endTurn(simulation, two)
    expect(viewOf(simulation, 'a')).toMatchObject({ state: 'running', thread: one })
    const reason = { code: 'error', message: 'It broke.', remedy: 'Look.' } as const
    given(simulation, { type: 'thread.parked', id: one, reason })
    expect(viewOf(simulation, 'a')).toMatchObject({ state: 'ready', thread: two })
  })
})

describe('whether anything can move without a person', () => {
  it('ends with the last turn', () => {
    const simulation = opened({ a: {}, b: behind('a') })
    const a = givenTurn(simulation, 'a')
    expect(moves(simulation)).toBe(true)
    endTurn(simulation, a)
    expect(moves(simulation)).toBe(false)
  })

  it('goes on where tasks land by themselves', () => {
    const simulation = opened({ a: {} }, { autoLand: true })
    endTurn(simulation, givenTurn(simulation, 'a'))
    expect(moves(simulation)).toBe(true)
  })

  it('ends where only a person can make room', () => {
    const simulation = opened({ a: {}, b: {} }, { limits: { parallel: null, review: 1 } })
    given(simulation, { type: 'run.paused', id: r, by: 'person', because: '' })
    endTurn(simulation, givenTurn(simulation, 'a'))
    given(simulation, { type: 'task.readied', id: 'b' as TaskId })
    given(simulation, { type: 'run.resumed', id: r })
    expect(moves(simulation)).toBe(false)
  })

  it('ends where every slot waits for an answer', () => {
    const simulation = opened({ a: {} })
    given(simulation, { type: 'pool.configured', id: 'pool', limit: 1 })
    simulation.dispatch('x')
    const request = { id: 'q' as never, title: '', detail: '', kind: '', toolCall: null, options: [], askedAt: 0 }
    given(simulation, { type: 'thread.permission-asked', id: 'x' as never, request })
    given(simulation, { type: 'task.readied', id: 'a' as TaskId })
    expect(moves(simulation)).toBe(false)
    given(simulation, { type: 'thread.permission-expired', id: 'x' as never, request: request.id })
    expect(moves(simulation)).toBe(true)
  })

  it('ends with a freeze or a pause once turns are over', () => {
    const simulation = opened({ a: {} })
    given(simulation, { type: 'task.readied', id: 'a' as TaskId })
    expect(moves(simulation)).toBe(true)
    given(simulation, { type: 'pool.frozen', id: 'pool' })
    expect(moves(simulation)).toBe(false)
    given(simulation, { type: 'pool.thawed', id: 'pool', how: 'resume' })
    given(simulation, { type: 'run.paused', id: r, by: 'person', because: '' })
    expect(moves(simulation)).toBe(false)
  })
})

it('shows a run at a glance', () => {
  const simulation = opened({ a: {}, b: {}, c: behind('b') }, { budget: { tokens: 1000 } })
  const a = givenTurn(simulation, 'a')
  reportUsage(simulation, a, { used: 250, cost: 0.5 })
  endTurn(simulation, a)
  given(simulation, { type: 'task.landed', id: 'a' as TaskId, thread: a })
  givenTurn(simulation, 'b')
  expect(runView(simulation.model, runOf(simulation), simulation.now)).toMatchObject({
    state: 'running',
    counts: { landed: 1, running: 1, queued: 1 },
    total: 3,
    proposed: 0,
    percent: 33,
    spend: { tokens: 250, cost: 0.5 },
    budget: { part: 0.25, what: '250 of 1,000 tokens' },
    canMove: true,
  })
})
