import { expect, it } from 'vitest'
import type { LandingId } from '../../kernel/ids.ts'
import { endTurn, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { digestOf } from './digest.ts'

const failure = { code: 'conflict', message: 'It conflicts.', remedy: 'Mend it.' }

it('tells what happened since somebody last looked, and how it stands now', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 0 } })
  const run = givenRun(simulation, { a: {}, b: {}, c: {}, d: {}, e: {} }, { recover: false })
  const [a, b, c, d] = [
    givenTurn(simulation, 'a'),
    givenTurn(simulation, 'b'),
    givenTurn(simulation, 'c'),
    givenTurn(simulation, 'd'),
  ]
  reportUsage(simulation, a, 40)
  endTurn(simulation, a)
  simulation.now += 60_000
  const since = simulation.now
  reportUsage(simulation, b, { used: 70, cost: 0.5 })
  endTurn(simulation, b)
  const request = { project: 'p' as never, into: 'main', strategy: 'squash', message: 'm' } as const
  const [one, two] = ['l1' as LandingId, 'l2' as LandingId]
  given(
    simulation,
    { type: 'landing.requested', id: one, thread: a, ...request },
    { type: 'thread.landed', id: a, landing: one, commit: 'x' },
    { type: 'landing.requested', id: two, thread: b, ...request },
    { type: 'landing.refused', id: two, failure },
    { type: 'thread.parked', id: c, reason: { code: 'crash', message: 'It died.', remedy: 'Go on.' } },
    { type: 'thread.parked', id: d, reason: { code: 'interrupted', message: 'You stopped it.', remedy: 'Go on.' } },
    { type: 'run.paused', id: run, by: 'budget', because: 'Spent.' },
  )
  const digest = digestOf(simulation.model, simulation.events, { since, now: simulation.now })
  expect(digest.landed).toMatchObject([{ thread: a, title: 'Task a', into: 'main' }])
  expect(digest.failed).toMatchObject([{ thread: c, reason: { code: 'crash' } }])
  expect(digest.refused).toMatchObject([{ thread: b, message: 'It conflicts.' }])
  expect(digest.moved).toEqual([{ project: 'p', into: 'main', landings: 1 }])
  expect(digest.spent).toMatchObject({ tokens: 70, cost: 0.5 })
  expect(digest.paused).toMatchObject([{ run, because: 'Spent.' }])
  expect(digest.waiting.length).toBeGreaterThan(0)
})
