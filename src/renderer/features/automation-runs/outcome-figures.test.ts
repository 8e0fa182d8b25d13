import { describe, expect, it } from 'vitest'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { countWords, spendWords, usefulWords } from './outcome-figures.ts'

const now = Date.UTC(2026, 10, 20, 23, 59)
const counts = { fired: 31, dispatched: 14, skipped: 17, useful: 12, over: 14 }
const limits = { costPerDay: 20 } as NonNullable<Automation['definition']>['limits']
const definition = { limits } as NonNullable<Automation['definition']>

describe('what came of an automation, in figures', () => {
  it('says how many were of use, and nothing before one is over', () => {
    expect(usefulWords({ counts })).toBe('12 of 14 useful, 85 %')
    expect(usefulWords({ counts: { ...counts, useful: 0, over: 0 } })).toBeNull()
  })

  it('counts what it was told of', () => {
    expect(countWords({ counts, held: 0 })).toBe('31 events: 14 dispatched, 17 not')
    expect(countWords({ counts, held: 3 })).toBe('31 events: 14 dispatched, 17 not, 3 held')
    const one = { fired: 1, dispatched: 1, skipped: 0, useful: 0, over: 0 }
    expect(countWords({ counts: one, held: 0 })).toBe('1 event: 1 dispatched')
  })

  it('spends by the day in UTC', () => {
    const spent = { day: '2026-11-20', cost: 3.1, reserved: 3 }
    expect(spendWords({ spent, costInAll: 18.4, definition }, now)).toBe(
      '$3.10 of $20.00 today, up to $3.00 more by those under way, $18.40 in all',
    )
    const yesterday = { ...spent, day: '2026-11-19', reserved: 0 }
    expect(spendWords({ spent: yesterday, costInAll: 18.4, definition: null }, now)).toBe('$0.00 today, $18.40 in all')
  })
})
