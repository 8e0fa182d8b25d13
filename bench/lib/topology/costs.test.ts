import { describe, expect, it } from 'vitest'
import { costVariants, fixedCosts, tokensOf } from './costs.ts'
import { jobsOf, variantJobs, variantRuns } from './jobs.ts'
import { criteria, type Played, rowsOf, topologies } from './judge.ts'
import { addSpent, nothingSpent } from './spent.ts'
import { worldClasses } from './world.ts'

const nothing = { conflicts: 0, messages: 0, tokens: 0, wallMs: 600_000, attempts: 4, teams: 0, serialized: 0 }

function played(job: Omit<Played, 'measured'>, measured: Partial<Played['measured']> = {}): Played {
  return { ...job, measured: { ...nothing, spent: nothingSpent(), wrong: [], ...measured } }
}

describe('the cost model', () => {
  it('is the fixed one', () => {
    expect(fixedCosts).toEqual({ messageMs: 20_000, messageTokens: 400, conflictShare: 0.5, roundTripMs: 90_000 })
  })

  it('counts each text for who writes and who reads it', () => {
    const writer = { ...nothingSpent(), written: 1, lost: 1 }
    const readers = { ...nothingSpent(), read: 3, contracts: 1 }
    expect(tokensOf(addSpent(writer, readers), fixedCosts)).toBe(6 * 400)
  })

  it('is halved and doubled, one cost at a time', () => {
    expect(costVariants.map(({ name }) => name)).toEqual([
      'messages × 0.5',
      'messages × 2',
      'conflicts × 0.5',
      'conflicts × 2',
      'round trips × 0.5',
      'round trips × 2',
    ])
    for (const { costs, name } of costVariants) {
      const by = name.endsWith('× 2') ? 2 : 0.5
      const changed = Object.entries(costs).filter(([cost, value]) => value !== fixedCosts[cost as keyof typeof costs])
      for (const [cost, value] of changed) expect(value).toBe(fixedCosts[cost as keyof typeof costs] * by)
      expect(changed).toHaveLength(name.startsWith('messages') ? 2 : 1)
    }
  })

  it('is played again only where somebody paid what is changed', () => {
    const [one, ...others] = jobsOf([1]).map((job) => played(job))
    if (one === undefined) throw new Error('no jobs')
    const paying = played(one, { spent: { ...nothingSpent(), conflicts: 2 } })
    const again = variantJobs([paying, ...others], [1])
    expect(again.map(({ costs, kind }) => `${kind} ${costs}`)).toEqual([
      'independent conflicts × 0.5',
      'independent conflicts × 2',
    ])
    const changed = played({ ...one, costs: 'conflicts × 2' }, { wallMs: 1 })
    const runs = variantRuns('conflicts × 2', [paying, ...others], [changed])
    expect(runs.map(({ measured }) => measured.wallMs)).toEqual([1, ...others.map(() => nothing.wallMs)])
  })
})

describe('the criteria', () => {
  const runs = (change: (job: Played) => Partial<Played['measured']>) =>
    jobsOf([1, 2, 3]).map((job) => played(job, change(played(job))))
  const failing = (change: (job: Played) => Partial<Played['measured']>) =>
    criteria(runs(change)).flatMap(({ name, passed }) => (passed ? [] : [name]))

  it('has a line for each class and topology', () => {
    expect(rowsOf(runs(() => ({})))).toHaveLength(worldClasses.length * topologies.length)
  })

  it('passes where adaptive is as good as both', () => {
    expect(
      failing(({ topology }) => ({ messages: topology === 'team' ? 10 : 5 * Number(topology === 'adaptive') })),
    ).toEqual([])
  })

  it('fails for one conflict more than team, in all classes together', () => {
    expect(
      failing(({ kind, seed, topology }) => ({
        conflicts: Number(topology === 'adaptive' && kind === 'hub' && seed === 1),
      })),
    ).toEqual(['conflicts of adaptive, of all classes, against team'])
  })

  it('fails in the class whose median is more than 15 % above the better one', () => {
    const slow = ({ kind, topology }: Played) => ({ wallMs: topology === 'adaptive' && kind === 'chain' ? 116 : 100 })
    expect(failing(slow)).toEqual(['chain: wall time of adaptive over the better one'])
    expect(failing((job) => ({ wallMs: slow(job).wallMs - Number(slow(job).wallMs > 100) }))).toEqual([])
    expect(failing((job) => (job.seed === 1 ? slow(job) : { wallMs: 100 }))).toEqual([])
  })

  it('fails for more than half of what team says', () => {
    const messages = { queue: 0, team: 10, adaptive: 6 } as const
    expect(failing(({ topology }) => ({ messages: topology in messages ? messages[topology] : 0 }))).toEqual([
      'messages of adaptive, of all classes, against half of team',
    ])
  })
})
