import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import { digestSummary, spentWords } from './digest-words.ts'

const digest = (facts: object) => ({ failed: [], landed: [], refused: [], waiting: [], ...facts }) as unknown as Digest

describe('a digest', () => {
  it('counts what happened and what waits', () => {
    expect(digestSummary(digest({}))).toBe('Nothing landed and nothing failed. Nothing waits for you.')
    expect(digestSummary(digest({ landed: [1, 2], failed: [1], waiting: [1] }))).toBe(
      '2 landed, 1 failed. 1 waits for you.',
    )
  })

  it('says what was spent, without what is not known', () => {
    expect(spentWords({ cost: null, tokens: 0, workMs: 0 })).toBe('Nothing was spent.')
    expect(spentWords({ cost: 1.5, tokens: 1200, workMs: 65_000 })).toBe('Spent $1.50, 1.2k tokens, 1 min of work.')
  })
})
