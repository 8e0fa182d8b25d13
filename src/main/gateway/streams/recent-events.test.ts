import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import { RecentEvents } from './recent-events.ts'
import { fitting, weigh } from './weigh.ts'

function event(sequence: number, text = ''): StoredEvent {
  const noticed = { type: 'thread.noticed', id: 'one' as never, notices: [text] } as const
  return { sequence, at: 0, actor: 'host', command: 'c' as never, cause: null, event: noticed }
}

function filled(count: number, limit: { events: number; size: number }, first = 1): RecentEvents {
  const recent = new RecentEvents(limit)
  for (let at = 0; at < count; at += 1) recent.add([event(first + at)])
  return recent
}

describe('recent events', () => {
  const wide = { events: 10, size: 1_000_000 }

  it.each([
    [0, null],
    [24, null],
    [25, [26, 27]],
    [33, [34, 35]],
    [34, [35]],
    [35, []],
  ])('after %d has %j', (sequence, expected) => {
    const found = filled(35, wide).after(sequence, 2)
    expect(found?.map((one) => one.sequence) ?? null).toEqual(expected)
  })

  it('does not make up what came before a restart', () => {
    const recent = filled(3, wide, 100)
    expect(recent.after(98, 10)).toBeNull()
    expect(recent.after(99, 10)).toHaveLength(3)
  })

  it('has nothing to say before the first event', () => {
    expect(new RecentEvents(wide).after(0, 1)).toBeNull()
  })

  it('keeps to its size, whatever one event weighs', () => {
    const recent = new RecentEvents({ events: 100, size: 5000 })
    for (let at = 1; at <= 50; at += 1) recent.add([event(at, 'x'.repeat(1000))])
    expect(recent.after(49, 10)).toHaveLength(1)
    expect(recent.after(44, 10)).toBeNull()
    recent.add([event(51, 'x'.repeat(10_000))])
    expect(recent.after(50, 10)).toBeNull()
  })
})

describe('the weight of a value', () => {
  it('is about the length of its JSON', () => {
    const value = { text: 'x'.repeat(500), list: [1, 2, 3], nested: { yes: true, none: null } }
    const length = JSON.stringify(value).length
    expect(weigh(value)).toBeGreaterThan(length * 0.8)
    expect(weigh(value)).toBeLessThan(length * 1.2)
  })

  it.each([
    [['a'.repeat(50)], 1],
    [['a'.repeat(500), 'b'], 1],
    [['a', 'b', 'c'], 3],
    [Array.from({ length: 20 }, () => 'a'), 10],
    [[], 0],
  ])('decides how many items one batch takes', (items, count) => {
    expect(fitting(items, { rows: 10, size: 100 })).toBe(count)
  })
})
