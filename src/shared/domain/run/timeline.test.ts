import { expect, it } from 'vitest'
import type { RunId, TaskId } from '../../kernel/ids.ts'
import { endTurn, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { timelineOf } from './timeline.ts'

it('tells what was decided and what became of a run, not each step, and nothing of another', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  givenRun(simulation, { a: {} }, { recover: false })
  const thread = givenTurn(simulation, 'a')
  reportUsage(simulation, thread, 5)
  endTurn(simulation, thread)
  simulation.dispatch('x')
  const reason = { code: 'crash', message: 'It died.', remedy: 'Go on.' } as const
  given(
    simulation,
    { type: 'thread.parked', id: thread, reason },
    { type: 'run.noted', id: 'r' as RunId, task: 'a' as TaskId, text: 'It needs b first.' },
  )
  expect(timelineOf(simulation.model, 'r', simulation.events).map(({ event }) => event.type)).toEqual([
    'run.created',
    'run.planned',
    'task.planned',
    'task.attempted',
    'thread.parked',
    'run.noted',
  ])
  expect(timelineOf(simulation.model, 'r-x', simulation.events).map(({ event }) => event.type)).toEqual(['run.created'])
})
