import { describe, expect, it } from 'vitest'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import {
  chainTitles,
  ofKind,
  outdatedOf,
  subjectOf,
  withLive,
  withNewestPage,
  withOlderPage,
  withPageAgain,
} from './known-firings.ts'

const firing = (order: number, more: Partial<Firing> = {}) =>
  ({ id: `f${order}`, order, state: { kind: 'skipped', code: 'filter' }, reason: '', ...more }) as Firing

const orders = (rows: readonly Firing[]) => rows.map(({ order }) => order)

describe('what was read of firings', () => {
  it('keeps older pages where the newest one follows on', () => {
    const known = withOlderPage({ rows: [firing(9), firing(8)], next: 8 }, { rows: [firing(7), firing(6)], next: 6 })
    expect(orders(known.rows)).toEqual([9, 8, 7, 6])
    const again = withNewestPage(known, { rows: [firing(10), firing(9)], next: 9 })
    expect([orders(again.rows), again.next]).toEqual([[10, 9, 8, 7, 6], 6])
  })

  it('begins anew where there may be a gap', () => {
    const known = { rows: [firing(3), firing(2)], next: 2 }
    expect(withNewestPage(known, { rows: [firing(9), firing(8)], next: 8 })).toEqual({
      rows: [firing(9), firing(8)],
      next: 8,
    })
    expect(withNewestPage(known, { rows: [firing(3)], next: null }).next).toBeNull()
  })

  it('never has one twice', () => {
    const known = withOlderPage({ rows: [firing(9), firing(8)], next: 8 }, { rows: [firing(8), firing(7)], next: null })
    expect(orders(known.rows)).toEqual([9, 8, 7])
  })

  it('shows the live ones as they are by now, and new ones only where nothing is searched for', () => {
    const live = [firing(8, { reason: 'now' }), firing(11)]
    expect(withLive([firing(9), firing(8)], live, true).map(({ order, reason }) => [order, reason])).toEqual([
      [11, ''],
      [9, ''],
      [8, 'now'],
    ])
    expect(orders(withLive([firing(9), firing(8)], live, false))).toEqual([9, 8])
    const flood = Array.from({ length: 10_000 }, (_, at) => firing(at))
    expect(orders(withLive([], flood, true)).slice(0, 2)).toEqual([9999, 9998])
    expect(withLive([firing(9)], flood, true).length).toBeLessThan(100)
  })

  it('finds those that have ended since they were read, and where to read them again', () => {
    const held = (order: number) => firing(order, { state: { kind: 'held', code: 'parallel' } })
    const known = withOlderPage({ rows: [held(9), firing(8)], next: 80 }, { rows: [firing(7), held(6)], next: 60 })
    expect(outdatedOf(known, [held(9), held(6)])).toBeNull()
    expect(outdatedOf(known, [held(6)])).toEqual({ id: 'f9', before: null })
    expect(outdatedOf(known, [held(9)])).toEqual({ id: 'f6', before: 80 })
    const pushed = withNewestPage(known, { rows: [firing(10), held(9)], next: 90 })
    expect(outdatedOf(pushed, [held(9)])).toEqual({ id: 'f6', before: 80 })
    const further = withNewestPage(pushed, { rows: [held(12), firing(11), firing(10)], next: 100 })
    expect(outdatedOf(further, [held(12), held(6)])).toEqual({ id: 'f9', before: 100 })
    const again = withPageAgain(known, { rows: [firing(7), firing(6)], next: 60 })
    expect(outdatedOf(again, [held(9)])).toBeNull()
    expect([orders(again.rows), again.next]).toEqual([[9, 8, 7, 6], 60])
  })

  it('narrows by what was decided', () => {
    const rows = [
      firing(1),
      firing(2, { state: { kind: 'held', code: 'quiet' } }),
      firing(3, { state: { kind: 'dispatching' } }),
    ]
    expect(orders(ofKind(rows, 'held'))).toEqual([2])
    expect(orders(ofKind(rows, 'dispatched'))).toEqual([3])
    expect(orders(ofKind(rows, 'skipped'))).toEqual([1])
    expect(ofKind(rows, 'all')).toBe(rows)
  })

  it('names what it is about, and what led to it', () => {
    const source = { words: 'Schedule 02:00', link: null, outside: false, reply: null }
    expect(subjectOf({ subject: ' ', source })).toBe('Schedule 02:00')
    expect(subjectOf({ subject: '#482 Refund shows twice', source })).toBe('#482 Refund shows twice')
    expect(chainTitles(['p1:fix-it', 'p1:own:weekly-report'])).toEqual(['Fix it', 'Weekly report'])
  })
})
