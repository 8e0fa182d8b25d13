import { describe, expect, it } from 'vitest'
import type { TaskId } from '../../kernel/ids.ts'
import { outcomeOf } from '../testing/outside.ts'
import { planRun, type TaskSketch } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { defaultPoolLimits, type PoolLimits } from './state.ts'

function begin(limit: number, limits: Partial<PoolLimits> = {}): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit, limits: { ...defaultPoolLimits, ...limits } } })
  return simulation
}

function settle(simulation: Simulation): void {
  for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

/** Ends every turn, so that what waits can follow. */
function endTurns(simulation: Simulation): void {
  for (const { id, session, turn } of [...simulation.model.thread.values()]) {
    if (turn === null) continue
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: id, generation: session.generation, outcome } })
  }
  settle(simulation)
}

const begun = ({ events }: Simulation) =>
  events.flatMap(({ event }) => (event.type === 'task.starting' ? [event.id.slice(event.id.indexOf('/') + 1)] : []))

function plan(simulation: Simulation, run: string, tasks: Readonly<Record<string, TaskSketch>>): void {
  expect(planRun(simulation, run, { tasks }).ok).toBe(true)
  settle(simulation)
}

describe('who is next', () => {
  it('is the one with the higher priority, and in one plan the first of the outline', () => {
    const simulation = begin(1)
    plan(simulation, 'r', { low: { priority: -1 }, first: {}, second: {}, high: { priority: 2 } })
    for (let turn = 0; turn < 3; turn += 1) endTurns(simulation)
    expect(begun(simulation)).toEqual(['high', 'first', 'second', 'low'])
  })

  it('grows with waiting, a step a minute, so that nothing waits for ever', () => {
    const simulation = begin(1)
    plan(simulation, 'r', { busy: { priority: 5 }, old: {} })
    simulation.now += 4 * 60_000
    plan(simulation, 'young', { three: { priority: 3 }, five: { priority: 5 } })
    endTurns(simulation)
    endTurns(simulation)
    expect(begun(simulation)).toEqual(['busy', 'five', 'old'])
  })

  it('changes with the task while it waits', () => {
    const simulation = begin(1)
    plan(simulation, 'r', { busy: {}, one: {}, other: {} })
    const edit = { task: 'r/other' as TaskId, patch: { priority: 1 } }
    simulation.send({ type: 'task.edit', payload: edit }, undefined, 'person')
    endTurns(simulation)
    expect(begun(simulation)).toEqual(['busy', 'other'])
  })
})

describe('a limit', () => {
  const by = (id: string) => ({ agents: [{ kind: 'catalogue', id } as const] })

  it('of an agent or the provider behind it holds up its own tasks alone', () => {
    const simulation = begin(10, {
      agents: { a: 1 },
      providers: { one: 2 },
      providerOf: { a: 'one', b: 'one', c: 'two' },
    })
    plan(simulation, 'r', { a1: by('a'), a2: by('a'), b1: by('b'), b2: by('b'), c1: by('c'), c2: by('c') })
    expect(begun(simulation)).toEqual(['a1', 'b1', 'c1', 'c2'])
  })

  it('of a project counts single threads and tasks alike', () => {
    const simulation = begin(10, { project: 2 })
    simulation.dispatch('t1', 'p1')
    plan(simulation, 'r', { a: {}, b: {} })
    simulation.dispatch('t2', 'p1')
    simulation.dispatch('t3', 'p2')
    expect(begun(simulation)).toEqual(['a'])
    expect(['t2', 't3'].map((id) => simulation.thread(id)?.state.kind)).toEqual(['queued', 'preparing'])
  })

  it('is no obstacle once it is higher', () => {
    const simulation = begin(10, { agents: { scripted: 1 } })
    plan(simulation, 'r', { a: {}, b: {} })
    expect(begun(simulation)).toEqual(['a'])
    simulation.send({ type: 'pool.configure', payload: { limit: 10, limits: defaultPoolLimits } })
    expect(begun(simulation)).toEqual(['a', 'b'])
  })
})

it('a run does not stop for reviews that it needs nobody for', () => {
  const simulation = begin(10)
  const tasks = { a: {}, b: { after: [{ on: 'a', from: 'stacked' } as const] } }
  planRun(simulation, 'r', { tasks, autoLand: true, review: 1 })
  settle(simulation)
  endTurns(simulation)
  expect(begun(simulation)).toEqual(['a', 'b'])
})
