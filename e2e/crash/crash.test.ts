import { describe, expect, it } from 'vitest'
import { seedRun } from './support/seed-run.ts'

const { SWITCHYARD_CRASH_SEEDS = '50', SWITCHYARD_CRASH_SEED: only } = process.env
const seeds = only?.split(',').map(Number) ?? Array.from({ length: Number(SWITCHYARD_CRASH_SEEDS) }, (_, at) => at)

describe('ten threads and a host that is killed', () => {
  it.concurrent.each(seeds)('loses nothing and comes to rest, seed %i', async (seed) => {
    const { points, problems, folder } = await seedRun(seed)
    const repeat = `SWITCHYARD_CRASH_SEED=${seed} npm run test:crash  (killed at ${JSON.stringify(points)}, kept in ${folder})`
    expect(problems, repeat).toEqual([])
  })
})
