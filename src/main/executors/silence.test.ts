import { describe, expect, it } from 'vitest'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { Silence } from './silence.ts'

function watched() {
  const clock = createManualClock(1_000_000)
  const told: (number | null)[] = []
  let heardAt = 0
  const silence = new Silence({ clock, heardAt: () => heardAt, changed: (since) => void told.push(since) })
  silence.watch()
  const hear = () => {
    heardAt = clock.monotonic()
  }
  return { clock, silence, told, hear }
}

describe('an agent that says nothing', () => {
  it('is told of once, with when it was last heard, and again when it speaks', () => {
    const { clock, told, hear } = watched()
    clock.advance(60_000)
    hear()
    clock.advance(110_000)
    expect(told).toEqual([])
    clock.advance(200_000)
    expect(told).toEqual([1_060_000])
    hear()
    clock.advance(60_000)
    expect(told).toEqual([1_060_000, null])
  })

  it('is not looked at any more once its turn is over', () => {
    const { clock, silence, told } = watched()
    clock.advance(30_000)
    silence.stop()
    clock.advance(600_000)
    expect(told).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
