import fc from 'fast-check'
import { expect, it } from 'vitest'
import { GateSlots } from './gate-slots.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

it('never has more than the limit, serves who waits in order, and loses no slot to who leaves', async () => {
  const step = fc.constantFrom('take' as const, 'release' as const, 'abort' as const)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.tuple(step, fc.nat(9))), async (limit, steps) => {
      const slots = new GateSlots(limit)
      const held: (() => void)[] = []
      const served: number[] = []
      const takers: AbortController[] = []
      const take = () => {
        const number = takers.push(new AbortController())
        const { signal } = takers[number - 1] ?? new AbortController()
        void slots.take(signal).then((release) => {
          if (release === null) return
          held.push(release)
          served.push(number)
        })
      }
      for (const [kind, choice] of steps) {
        if (kind === 'take') take()
        else if (kind === 'abort') takers[choice % Math.max(1, takers.length)]?.abort()
        else held.shift()?.()
        await settled()
        expect(held.length).toBeLessThanOrEqual(limit)
      }
      for (let release = held.shift(); release !== undefined; release = held.shift()) {
        release()
        await settled()
      }
      expect(slots.full).toBe(false)
      expect(served).toEqual([...served].sort((one, other) => one - other))
      for (let free = 0; free < limit; free += 1) expect(await slots.take(new AbortController().signal)).not.toBeNull()
      expect(slots.full).toBe(true)
    }),
  )
})
