import { describe, expect, it } from 'vitest'
import { endTurn, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { estimateDefaults, estimateOf, type Planned } from './estimate.ts'
import { costOf } from './prices.ts'

const task = (key: string, ...after: readonly string[]): Planned => {
  return { key, candidates: 1, after: after.map((on) => ({ on })) }
}

describe('the estimate of a fan-out', () => {
  it('rests on stated assumptions while nothing was done', () => {
    const estimate = estimateOf(new Simulation().model, [task('a'), { ...task('b'), candidates: 3 }], 2)
    expect(estimate).toMatchObject({ threads: 4, tokens: 4 * estimateDefaults.tokens, cost: 'unknown', minutes: 24 })
    expect(estimate.basis).toContain('Assumed')
  })

  it('takes at least as long as what has to be done one after the other', () => {
    const chain = [task('c', 'b'), task('b', 'a'), task('a')]
    expect(estimateOf(new Simulation().model, chain, 10).minutes).toBe(3 * estimateDefaults.minutes)
    const circle = [task('a', 'b'), task('b', 'a')]
    expect(estimateOf(new Simulation().model, circle, 10).threads).toBe(2)
  })

  it('takes the middle of what was done', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 0 } })
    givenRun(simulation, { a: {}, b: {}, c: {} })
    for (const [key, used] of [
      ['a', 100],
      ['b', 200],
      ['c', 9000],
    ] as const) {
      const thread = givenTurn(simulation, key)
      reportUsage(simulation, thread, { used, cost: used / 100 })
      simulation.now += 120_000
      endTurn(simulation, thread)
      given(simulation, { type: 'task.landed', id: key as never, thread })
    }
    expect(estimateOf(simulation.model, [task('x'), task('y')], 1)).toMatchObject({ tokens: 400, cost: 4, minutes: 5 })
    expect(estimateOf(simulation.model, [task('x')], 1).basis).toContain('last 3 tasks')
  })
})

describe('list prices', () => {
  const table = {
    asOf: '2026-11-01',
    models: [
      { model: 'm', input: 1, output: 5 },
      { model: 'm-large', input: 10, output: 50 },
    ],
  }

  it('are those of the most exact name', () => {
    expect(costOf(table, 'm-large-2026', { input: 1_000_000, output: 100_000 }).cost).toBe(15)
    expect(costOf(table, 'm', 2_000_000)).toEqual({
      cost: 2,
      words: 'Estimated by list prices of 2026-11-01: at least $2.00.',
    })
  })

  it('are not guessed for a model that is not among them', () => {
    expect(costOf(table, 'mm', 100)).toEqual({ cost: null, words: 'No price is known for mm: tokens only.' })
    expect(costOf(table, null, 100).cost).toBeNull()
  })
})
