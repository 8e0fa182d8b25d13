import { describe, expect, it } from 'vitest'
import { inRange, withSlots } from './slot-limits.ts'

describe('limits by name', () => {
  it('are set, changed and taken away one by one', () => {
    expect(withSlots({ a: 1 }, 'b', 2)).toEqual({ a: 1, b: 2 })
    expect(withSlots({ a: 1, b: 2 }, 'a', 3)).toEqual({ a: 3, b: 2 })
    expect(withSlots({ a: 1, b: 2 }, 'a', null)).toEqual({ b: 2 })
  })

  it('never pass what may be set', () => {
    expect(inRange(5000, 1000)).toBe(1000)
    expect(inRange(null, 1000)).toBeNull()
  })
})
