import { describe, expect, it } from 'vitest'
import { automationSeed } from './support/automation-seed.ts'

const { SWITCHYARD_CRASH_AUTOMATION_SEEDS = '10', SWITCHYARD_CRASH_AUTOMATION_SEED: only } = process.env
const all = Array.from({ length: Number(SWITCHYARD_CRASH_AUTOMATION_SEEDS) }, (_, at) => at)
const seeds = only?.split(',').map(Number) ?? all

describe('automations whose host is killed', () => {
  it.concurrent.each(seeds)('dispatch once for each event, and come to rest, seed %i', async (seed) => {
    const { points, problems, folder } = await automationSeed(seed)
    const repeat = `SWITCHYARD_CRASH_AUTOMATION_SEED=${seed} npm run test:crash  (killed at ${JSON.stringify(points)}, kept in ${folder})`
    expect(problems, repeat).toEqual([])
  })
})
