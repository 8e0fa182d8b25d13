import { expect, it } from 'vitest'
import type { RunId, TaskId } from '../../kernel/ids.ts'
import { endTurn, given, givenRun, givenTurn, plainPolicy, plainTask, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { attentionOf } from './attention.ts'

const r = 'r' as RunId

function opened(policy = {}): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 0 } })
  givenRun(simulation, { a: {}, b: {} }, policy)
  return simulation
}

const waiting = ({ model }: Simulation) => attentionOf(model).map((item) => [item.kind, item.thread ?? item.run])

it('holds a plan that waits to be approved, and nothing of a run that is under way', () => {
  const simulation = opened()
  expect(waiting(simulation)).toEqual([])
  given(simulation, { type: 'run.proposed', id: r, goal: 'All', policy: plainPolicy })
  expect(attentionOf(simulation.model)).toEqual([{ kind: 'plan', run: r, thread: null, since: simulation.now }])
})

it('names a run once whose budget is spent, not each of its threads', () => {
  const simulation = opened({ budget: { tokens: 10 } })
  const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
  reportUsage(simulation, a, 11)
  for (const thread of [a, b]) endTurn(simulation, thread)
  expect(waiting(simulation)).toEqual([['run-paused', r]])
  given(simulation, { type: 'run.paused', id: r, by: 'person', because: '' })
  expect(waiting(simulation).map(([kind]) => kind)).toEqual(['parked', 'parked'])
})

it('asks about a task that a thread proposed, behind what went wrong', () => {
  const simulation = opened()
  const by = givenTurn(simulation, 'a')
  const { after: _after, ...planned } = { ...plainTask, key: 'c' }
  const task = { run: r, project: 'p' as never, order: 3, planned, after: [], spawned: { by, depth: 1 } } as const
  given(simulation, { type: 'task.planned', id: 'c' as TaskId, ...task, state: 'proposed' })
  expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'proposed', task: 'c', run: r, thread: null }])
})
