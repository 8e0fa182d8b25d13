import { describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'

export interface ClockSubject {
  readonly clock: Clock
  /** Lets at least this much time pass on the clock. */
  pass(elapsedMs: number): Promise<void>
}

export function clockContract(name: string, makeSubject: () => ClockSubject): void {
  describe(`clock: ${name}`, () => {
    it('runs once, not before its delay', async () => {
      const { clock, pass } = makeSubject()
      const startedAt = clock.monotonic()
      const ranAt: number[] = []
      clock.after(20, () => ranAt.push(clock.monotonic()))
      expect(ranAt).toEqual([])
      await pass(60)
      expect(ranAt).toHaveLength(1)
      expect((ranAt[0] ?? 0) - startedAt).toBeGreaterThanOrEqual(19)
    })

    it('runs in order of time, not of registration', async () => {
      const { clock, pass } = makeSubject()
      const ran: string[] = []
      clock.after(40, () => ran.push('later'))
      clock.after(5, () => ran.push('sooner'))
      await pass(80)
      expect(ran).toEqual(['sooner', 'later'])
    })

    it('does not run what was cancelled', async () => {
      const { clock, pass } = makeSubject()
      const ran: string[] = []
      const cancel = clock.after(5, () => ran.push('cancelled'))
      clock.after(5, () => ran.push('kept'))
      cancel()
      cancel()
      await pass(40)
      expect(ran).toEqual(['kept'])
    })

    it('does not run a delay beyond 24 days at once', async () => {
      const { clock, pass } = makeSubject()
      const ran: string[] = []
      const cancel = clock.after(2 ** 31 + 1000, () => ran.push('far'))
      await pass(20)
      cancel()
      expect(ran).toEqual([])
    })

    it('moves on, in milliseconds', async () => {
      const { clock, pass } = makeSubject()
      const before = { now: clock.now(), monotonic: clock.monotonic() }
      await pass(20)
      expect(clock.monotonic() - before.monotonic).toBeGreaterThanOrEqual(19)
      expect(clock.now() - before.now).toBeGreaterThanOrEqual(18)
      expect(clock.now()).toBeGreaterThan(Date.UTC(2020, 0))
    })
  })
}
