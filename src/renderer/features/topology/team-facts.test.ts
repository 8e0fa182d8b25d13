import { describe, expect, it } from 'vitest'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import { reasonAlone, teamReason } from '../../lib/team-words.ts'
import { budgetUse, fullest } from './budget-use.ts'
import { sumWords } from './sum-words.ts'
import { cluster } from './testing/pair-of.ts'

const minute = 60_000
const talk = {
  state: { kind: 'open' },
  caps: { rounds: 4, messages: 12, tokens: 24_000, minutes: 20 },
  used: { rounds: 1, messages: 3, tokens: 6000, reserved: 12_000 },
  openedAt: 0,
} as unknown as Negotiation

describe('why there is a team', () => {
  const spots = [{ path: 'api/invoices.ts', lines: { from: 40, to: 88 } }]

  it('says what both edit, since when, and how many messages of how many', () => {
    const { rest, text } = teamReason(cluster('k', ['a', 'b'], { spots }), undefined, 0)
    expect(text).toBe('both edit')
    expect(rest).toMatch(/^talking since \d\d:\d\d, 11 of 30 messages$/)
  })

  it('counts the open negotiation, whose cap is met first', () => {
    expect(teamReason(cluster('k', ['a', 'b'], { spots }), talk, 0).rest).toContain('3 of 12 messages')
    const settled = { ...talk, state: { kind: 'settled' } } as Negotiation
    expect(teamReason(cluster('k', ['a', 'b'], { spots }), settled, 0).rest).toContain('11 of 30 messages')
  })

  it('gives its reason where no place is known', () => {
    const used = { messages: 0, tokens: 0 }
    const { rest, text } = teamReason(cluster('k', ['a', 'b', 'c'], { pinned: true, quiet: 2, used }), undefined, 0)
    expect(text).toBe('both edit a.ts')
    expect(rest).toMatch(/^together since .*, nothing changed after the last 2, pinned$/)
  })

  it('leaves out the names that stand beside it', () => {
    expect(reasonAlone({ because: 'A and B: both edit a.ts.' }, 'A and B')).toBe('Both edit a.ts.')
    expect(reasonAlone({ because: 'You brought them together.' }, 'A and B')).toBe('You brought them together.')
  })
})

describe('what talking has cost', () => {
  it('is counted against the budget of the team', () => {
    expect(budgetUse(cluster('k', ['a', 'b']), 5.5 * minute).map(({ words }) => words)).toEqual([
      '11 of 30',
      '250 of 1k',
      '5 of 20',
    ])
    expect(fullest(cluster('k', ['a', 'b']), undefined, 0).name).toBe('Messages')
    expect(fullest(cluster('k', ['a', 'b']), undefined, 100 * minute)).toEqual({ name: 'Minutes', share: 1 })
  })

  it('counts what is reserved, where a negotiation is open', () => {
    expect(fullest(cluster('k', ['a', 'b']), talk, 0)).toEqual({ name: 'Tokens', share: 0.75 })
  })
})

it('shows how parts make a score', () => {
  const part = (value: number, weight: number) => ({ kind: 'overlap', value, weight, details: [] }) as const
  expect(sumWords([], 0)).toContain('Nothing')
  expect(sumWords([part(1, 0.6)], 0.6)).toBe('One kind of evidence: 0.60.')
  expect(sumWords([part(1, 0.6), part(0.5, 0.4)], 0.68)).toContain('1 − (1 − 0.60) × (1 − 0.20) = 0.68')
})
