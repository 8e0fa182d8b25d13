import { describe, expect, it } from 'vitest'
import { seedRun } from './seed-run.ts'

const { SWITCHYARD_CRASH_SEEDS = '50', SWITCHYARD_CRASH_SEED: only } = process.env
const seeds = only?.split(',').map(Number) ?? Array.from({ length: Number(SWITCHYARD_CRASH_SEEDS) }, (_, at) => at)

/** Every second seed: two files share them, so that two workers do. */
export function halfOfSeeds(half: 'even' | 'odd'): void {
  const own = seeds.filter((seed) => (seed % 2 === 0) === (half === 'even'))
  describe('ten threads and a host that is killed', () => {
    if (own.length === 0) it.skip('has nothing to do: all seeds that were named are of the other half')
    it.concurrent.each(own)('loses nothing and comes to rest, seed %i', async (seed) => {
      const { points, problems, folder } = await seedRun(seed)
      const repeat = `SWITCHYARD_CRASH_SEED=${seed} npm run test:crash  (killed at ${JSON.stringify(points)}, kept in ${folder})`
      expect(problems, repeat).toEqual([])
    })
  })
}
