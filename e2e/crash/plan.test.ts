import { describe, expect, it } from 'vitest'
import { planSeed } from './support/plan-seed.ts'

const { SWITCHYARD_CRASH_PLAN_SEEDS = '6', SWITCHYARD_CRASH_PLAN_SEED: only } = process.env
const seeds = only?.split(',').map(Number) ?? Array.from({ length: Number(SWITCHYARD_CRASH_PLAN_SEEDS) }, (_, at) => at)

describe('a plan whose host, helper, agents and gates are killed', () => {
  it.concurrent.each(seeds)('ends hands off, seed %i', async (seed) => {
    const { points, problems, folder } = await planSeed(seed)
    const repeat = `SWITCHYARD_CRASH_PLAN_SEED=${seed} npm run test:crash  (killed at ${JSON.stringify(points)}, kept in ${folder})`
    expect(problems, repeat).toEqual([])
  })
})
