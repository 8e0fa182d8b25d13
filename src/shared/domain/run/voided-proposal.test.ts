import { beforeEach, expect, it } from 'vitest'
import type { PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import type { Command } from '../command.ts'
import { endWith, startTurn } from '../testing/checked.ts'
import { outcomeOf } from '../testing/outside.ts'
import { planRun, sketchedTask } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'

const run = 'r' as RunId
const planner = 'planner' as ThreadId
let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  planRun(simulation, run, { tasks: {}, planner })
  for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
})

function propose(key: string): void {
  const tasks = [{ ...sketchedTask(run, key, {}), id: key as TaskId }]
  const limits = { parallel: null, review: null }
  const plan = { goal: 'Better', topology: 'queue', effort: 'quick', gates: [], budget: {}, limits, tasks } as const
  expect(simulation.send({ type: 'run.propose', payload: { run, by: planner, plan } } satisfies Command).ok).toBe(true)
}

function prompt(): void {
  const blocks = [{ kind: 'text', text: 'Revise it', origin: 'person' }] as const
  const payload = { thread: planner, prompt: 'again' as PromptId, blocks, attempt: 'x' as ThreadId }
  simulation.send({ type: 'thread.prompt', payload }, undefined, 'person')
  startTurn(simulation, planner)
}

const keys = () =>
  [...simulation.model.task.values()].flatMap(({ key, state }) => (state.kind === 'removed' ? [] : key))
const stateOfPlan = () => simulation.model.run.get(run)?.plan?.state.kind

it('drops what a planner proposed in a turn that changed files, and has it try again', () => {
  propose('a')
  endWith(simulation, planner, 'changed', 1)
  expect(keys()).toEqual([])
  expect(stateOfPlan()).toBe('planning')
  expect(simulation.thread(planner)?.state.kind).toBe('preparing')
  startTurn(simulation, planner)
  propose('b')
  endWith(simulation, planner, 'clean', 0)
  expect(keys()).toEqual(['b'])
  expect(stateOfPlan()).toBe('draft')
  expect(simulation.thread(planner)?.state.kind).toBe('ready')
})

it('stays for its plan to be revised, and is put away, whole, once that is approved', () => {
  propose('a')
  endWith(simulation, planner, 'clean', 0)
  expect(simulation.thread(planner)?.state.kind).toBe('ready')
  simulation.send({ type: 'run.approve', payload: { run, confirmed: true } }, undefined, 'person')
  expect(simulation.thread(planner)?.state.kind).toBe('discarded')
  const last = simulation.events.findLast(({ event }) => event.type === 'thread.discarded')
  expect(last).toMatchObject({ event: { id: planner, because: expect.stringContaining('approved') } })
})

it('still waits for its approval after a stop and a resume', () => {
  propose('a')
  endWith(simulation, planner, 'clean', 0)
  simulation.send({ type: 'run.stop', payload: { run } }, undefined, 'person')
  simulation.send({ type: 'run.resume', payload: { run } }, undefined, 'person')
  expect(stateOfPlan()).toBe('draft')
  expect(simulation.model.task.get('a')?.state.kind).toBe('waiting')
})

it('keeps what it proposed in an earlier turn', () => {
  propose('a')
  endWith(simulation, planner, 'clean', 0)
  prompt()
  endWith(simulation, planner, 'changed', 1)
  expect(keys()).toEqual(['a'])
  expect(stateOfPlan()).toBe('draft')
})

it('is parked for a person when it changes files again', () => {
  endWith(simulation, planner, 'changed', 1)
  startTurn(simulation, planner)
  endWith(simulation, planner, 'changed', 1)
  expect(simulation.thread(planner)?.state).toMatchObject({ kind: 'parked', reason: { code: 'changed-files' } })
  expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'parked', thread: planner, options: expect.any(Array) }])
})
