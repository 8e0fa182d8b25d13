import { expect, it } from 'vitest'
import { endTurn, given, givenRun, givenTurn } from '../../../shared/domain/testing/planned-run.ts'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import type { TaskId } from '../../../shared/kernel/ids.ts'
import { runFacts } from './run-facts.ts'
import { budgetWords, runStateWords, spendWords } from './run-words.ts'
import { tallyOf, tallyWord } from './tally.ts'

const crash = { code: 'crash', message: 'It died.', remedy: 'Go on.' } as const
const held = { code: 'dependency', message: 'd waits for a.', remedy: 'Look at a.' } as const

it('counts tasks by how they stand: what recovery is at, what needs a person, and what merely waits for that', () => {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, { a: {}, b: {}, c: {}, d: {}, e: {} })
  const [a, b, c] = ['a', 'b', 'c'].map((key) => givenTurn(simulation, key))
  if (a === undefined || b === undefined || c === undefined) throw new Error('nothing runs')
  endTurn(simulation, b)
  const step = { kind: 'resend' } as const
  const diagnosis = { class: 'crash', evidence: [], step, words: 'Again.', number: 1, at: 1, dueAt: 9 } as const
  given(
    simulation,
    { type: 'thread.parked', id: c, reason: crash },
    { type: 'recovery.diagnosed', id: c, diagnosis },
    { type: 'task.parked', id: 'd' as TaskId, reason: held, on: ['a' as TaskId] },
  )
  expect(tallyOf(simulation.model, 'r')).toEqual({
    counts: { working: 1, review: 1, trouble: 1, held: 1, queued: 1 },
    total: 5,
  })
  expect(runFacts(simulation.model, 'r', simulation.now)).toMatchObject({ budget: null, over: false })
})

it('says it in few words', () => {
  expect([tallyWord('you', 1), tallyWord('you', 2)]).toEqual(['1 needs you', '2 need you'])
  expect(runStateWords({ kind: 'running' }, true)).toBe('Done')
  expect(runStateWords({ kind: 'paused', by: 'budget' }, false)).toBe('Paused: its budget is used up')
  expect(spendWords({ tokens: 1200, cost: null, workMs: 61_000 })).toBe('1.2k tokens · no price known · 1 min of work')
  expect(spendWords({ tokens: 0, cost: null, workMs: 0 })).toBe('no work yet')
  expect(budgetWords({ tokens: 1000, cost: 2 })).toBe('of $2.00, 1k tokens')
})
