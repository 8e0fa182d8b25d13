import { describe, expect, it } from 'vitest'
import { clockContract } from '../../ports/testing/clock.contract.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { systemClock } from './system-clock.ts'

clockContract('system', () => ({
  clock: systemClock,
  pass: (elapsedMs) => new Promise((resolve) => systemClock.after(elapsedMs, resolve)),
}))

clockContract('manual', () => {
  const clock = createManualClock()
  return { clock, pass: async (elapsedMs) => clock.advance(elapsedMs) }
})

describe('manual clock', () => {
  it('shows each timer its own time and runs those set meanwhile', () => {
    const clock = createManualClock(1000)
    const seen: number[] = []
    clock.after(10, () => {
      seen.push(clock.now())
      clock.after(5, () => seen.push(clock.now()))
    })
    clock.advance(14)
    expect(seen).toEqual([1010])
    expect(clock.pending()).toBe(1)
    clock.advance(1)
    expect(seen).toEqual([1010, 1015])
  })

  it('jumps without moving timers', () => {
    const clock = createManualClock(1000)
    const seen: number[] = []
    clock.after(10, () => seen.push(clock.now()))
    clock.jump(-500)
    expect(seen).toEqual([])
    clock.advance(10)
    expect(seen).toEqual([510])
    expect(clock.monotonic()).toBe(10)
  })
})
