import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageTick } from '../../../shared/contract/channels/topology.ts'
import type { MessageId } from '../../../shared/kernel/ids.ts'
import { tickLimit, withTicks } from './with-ticks.ts'

const tick = (message: string, at: number): MessageTick => ({
  at,
  other: null,
  direction: 'from',
  message: message as MessageId,
})

describe('the messages on a track', () => {
  it('are there once each, oldest first, however they were told', () => {
    const told = fc.array(fc.array(fc.nat(40), { maxLength: 10 }), { maxLength: 8 })
    fc.assert(
      fc.property(told, (batches) => {
        // The same message was sent at the same time, whoever tells it.
        const all = batches.map((batch) => batch.map((n) => tick(`m${n}`, (n * 7) % 41)))
        const known = all.reduce(withTicks, [])
        expect(known.map(({ message }) => message).sort()).toEqual(
          [...new Set(all.flat().map(({ message }) => message))].sort(),
        )
        for (const [index, one] of known.entries()) expect(one.at).toBeGreaterThanOrEqual(known[index - 1]?.at ?? 0)
      }),
    )
  })

  it('are the same list where all were known, and never without end', () => {
    const known = [tick('a', 1), tick('b', 2)]
    expect(withTicks(known, [tick('a', 1)])).toBe(known)
    const many = Array.from({ length: tickLimit + 5 }, (_, at) => tick(`m${at}`, at))
    expect(withTicks([], many).map(({ at }) => at)).toEqual(many.slice(5).map(({ at }) => at))
  })
})
