import { describe, expect, it } from 'vitest'
import { type Comparison, compareInterleaved, median } from './harness.ts'

function sequence(name: string, values: readonly number[], log: string[]): Comparison<string>['baseline'] {
  let index = 0
  return async () => {
    log.push(name)
    return { measured: values[index++ % values.length] ?? 0, answer: 'same' }
  }
}

const same: Comparison<string>['check'] = (subject, baseline) => (subject === baseline ? undefined : 'differs')

describe('an interleaved comparison', () => {
  it('runs in turns and gives median, worst and ratio', async () => {
    const log: string[] = []
    const baseline = sequence('a', [10], log)
    const subject = sequence('b', [1, 2, 5], log)
    const compared = await compareInterleaved({ baseline, subject, rounds: 3, check: same })
    expect(log.join('')).toBe('abaabaaba')
    expect(compared).toEqual({
      baseline: { median: 10, worst: 10 },
      subject: { median: 2, worst: 5 },
      ratio: 5,
      rounds: 3,
      voidRounds: 0,
    })
  })

  it('voids a round whose baseline spreads more than twice, and runs another', async () => {
    const baseline = sequence('a', [10, 21, 10, 20], [])
    const compared = await compareInterleaved({ baseline, subject: sequence('b', [1], []), rounds: 2, check: same })
    expect(compared).toMatchObject({ rounds: 2, voidRounds: 2 })
  })

  it('gives up when no round is steady', async () => {
    const baseline = sequence('a', [10, 30], [])
    const run = compareInterleaved({ baseline, subject: sequence('b', [1], []), rounds: 2, check: same })
    await expect(run).rejects.toThrow('too noisy: only 0 of 8')
  })

  it('fails on a wrong answer, however fast', async () => {
    const subject = async (): Promise<{ measured: number; answer: string }> => ({ measured: 0.1, answer: 'other' })
    const run = compareInterleaved({ baseline: sequence('a', [10], []), subject, rounds: 1, check: same })
    await expect(run).rejects.toThrow('wrong answer: differs')
  })
})

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 9], 3],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })
})
