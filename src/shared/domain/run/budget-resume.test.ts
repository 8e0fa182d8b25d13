import { expect, it } from 'vitest'
import type { RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import { MemoryModel } from '../memory-model.ts'
import { defaultPoolLimits } from '../pool/state.ts'
import { outcomeOf } from '../testing/outside.ts'
import { endTurn, reportUsage } from '../testing/planned-run.ts'
import { planRun } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { runSpend } from './spend.ts'

const run = 'R' as RunId

/** The host starts what is to be started, until agents are at work. */
function settle(simulation: Simulation): void {
  for (let round = 0; round < 100; round += 1) {
    const pending = simulation.runnable().find(({ effect }) => !effect.interrupting)
    if (pending === undefined) return
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

const working = ({ model }: Simulation) => [...model.thread.values()].filter(({ state }) => state.kind === 'running')

it('a run whose budget was raised goes on where it stopped, with the prompts it stopped at', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  planRun(simulation, run, { tasks: { a: {}, b: {} } })
  simulation.send({ type: 'run.configure', payload: { run, budget: { tokens: 100 } } }, undefined, 'person')
  settle(simulation)
  const [one, two] = working(simulation).map(({ id }) => id) as [ThreadId, ThreadId]
  const prompts = [one, two].map((id) => simulation.thread(id)?.turn?.prompt.id)
  reportUsage(simulation, one, 60)
  reportUsage(simulation, two, 60)
  for (const id of [one, two]) endTurn(simulation, id)
  settle(simulation)
  expect(simulation.model.run.get(run)?.plan?.state).toEqual({ kind: 'paused', by: 'budget' })
  for (const id of [one, two]) expect(simulation.thread(id)?.state).toMatchObject({ reason: { code: 'budget' } })
  expect(working(simulation)).toEqual([])
  expect(attentionOf(simulation.model).map(({ kind }) => kind)).toEqual(['run-paused'])

  simulation.send({ type: 'run.configure', payload: { run, budget: { tokens: 1000 } } }, undefined, 'person')
  simulation.send({ type: 'run.resume', payload: { run } }, undefined, 'person')
  settle(simulation)
  expect(working(simulation).map(({ id }) => id)).toEqual([one, two])
  expect([one, two].map((id) => simulation.thread(id)?.turn?.prompt.id)).toEqual(prompts)
})

it('what a budget broke off goes before tasks that never began', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  planRun(simulation, run, { tasks: { a: {}, b: {} } })
  simulation.send({ type: 'run.configure', payload: { run, budget: { tokens: 100 } } }, undefined, 'person')
  settle(simulation)
  const [one] = working(simulation).map(({ id }) => id) as [ThreadId]
  reportUsage(simulation, one, 150)
  endTurn(simulation, one)
  simulation.send({ type: 'run.configure', payload: { run, budget: { tokens: 1000 } } }, undefined, 'person')
  simulation.send({ type: 'run.resume', payload: { run } }, undefined, 'person')
  settle(simulation)
  expect(working(simulation).map(({ id }) => id)).toEqual([one])
})

it('a task whose own budget was raised goes on by itself, with the prompt it stopped at', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  planRun(simulation, run, { tasks: { a: { budget: { tokens: 100 } } } })
  settle(simulation)
  const [one] = working(simulation).map(({ id }) => id) as [ThreadId]
  const prompt = simulation.thread(one)?.turn?.prompt.id
  reportUsage(simulation, one, 150)
  endTurn(simulation, one)
  settle(simulation)
  expect(simulation.thread(one)?.state).toMatchObject({ kind: 'parked', reason: { code: 'budget' } })
  const task = `${run}/a` as TaskId
  const raise = (tokens: number) =>
    simulation.send({ type: 'task.edit', payload: { task, patch: { budget: { tokens } } } }, undefined, 'person')
  raise(120)
  settle(simulation)
  expect(working(simulation)).toEqual([])
  raise(1000)
  settle(simulation)
  expect(working(simulation).map(({ id }) => id)).toEqual([one])
  expect(simulation.thread(one)?.turn?.prompt.id).toBe(prompt)
})

it('a run keeps what its planner has cost after that has left the model', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  planRun(simulation, run, { tasks: {}, planner: 'planner' })
  settle(simulation)
  const planner = 'planner' as ThreadId
  reportUsage(simulation, planner, 70)
  const tokens = (model = simulation.model) => {
    const row = model.run.get(run)
    return row && runSpend(model, row, simulation.now).tokens
  }
  expect(tokens()).toBe(70)
  endTurn(simulation, planner, 0)
  expect(tokens()).toBe(70)
  expect(tokens({ ...simulation.model, thread: new MemoryModel().model.thread })).toBe(70)
})

it('a run that is resumed with a spent budget is paused again at once, and starts nothing', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  planRun(simulation, run, { tasks: { a: {}, b: {} } })
  simulation.send({ type: 'run.configure', payload: { run, budget: { tokens: 100 } } }, undefined, 'person')
  settle(simulation)
  const [one] = working(simulation).map(({ id }) => id) as [ThreadId]
  reportUsage(simulation, one, 150)
  endTurn(simulation, one)
  simulation.send({ type: 'run.resume', payload: { run } }, undefined, 'person')
  settle(simulation)
  expect(simulation.model.run.get(run)?.plan?.state).toEqual({ kind: 'paused', by: 'budget' })
  expect(working(simulation)).toEqual([])
})

it('a run that is begun on a day whose budget is spent waits for a person, and goes on the next day', () => {
  const simulation = new Simulation()
  const limits = { ...defaultPoolLimits, day: { tokens: 100 } }
  simulation.send({ type: 'pool.start', payload: { limit: 2, limits } })
  planRun(simulation, 'earlier', { tasks: { a: {} } })
  settle(simulation)
  const [one] = working(simulation).map(({ id }) => id) as [ThreadId]
  reportUsage(simulation, one, 100)
  endTurn(simulation, one)
  planRun(simulation, run, { tasks: { a: {} } })
  settle(simulation)
  expect(simulation.model.run.get(run)?.plan?.state).toEqual({ kind: 'paused', by: 'budget' })
  expect(working(simulation)).toEqual([])
  simulation.now += 24 * 60 * 60_000
  simulation.send({ type: 'run.resume', payload: { run } }, undefined, 'person')
  settle(simulation)
  expect(working(simulation)).toHaveLength(1)
})
