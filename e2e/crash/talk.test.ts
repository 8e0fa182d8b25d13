import { describe, expect, it } from 'vitest'
import { talkSeed } from './support/talk-seed.ts'

const { SWITCHYARD_CRASH_TALK_SEEDS = '4', SWITCHYARD_CRASH_TALK_SEED: only } = process.env
const seeds = only?.split(',').map(Number) ?? Array.from({ length: Number(SWITCHYARD_CRASH_TALK_SEEDS) }, (_, at) => at)

describe('a team whose host is killed while its threads talk', () => {
  it.concurrent.each(seeds)('loses no message, says none twice and settles, seed %i', async (seed) => {
    const { points, problems, folder } = await talkSeed(seed)
    const repeat = `SWITCHYARD_CRASH_TALK_SEED=${seed} npm run test:crash  (killed at ${JSON.stringify(points)}, kept in ${folder})`
    expect(problems, repeat).toEqual([])
  })
})
