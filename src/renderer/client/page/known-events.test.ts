import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { CommandId, ThreadId } from '../../../shared/kernel/ids.ts'
import { type KnownEvents, withEarlier, withNewest } from './known-events.ts'

function stored(sequence: number): StoredEvent {
  const event = { type: 'thread.queued', id: 't' as ThreadId } as const
  return { sequence, at: sequence, actor: 'host', command: 'c' as CommandId, cause: null, event }
}

const all = Array.from({ length: 60 }, (_, at) => stored(at + 1)).toReversed()
const page = (newest: number, size: number): KnownEvents => {
  const events = all.filter((event) => event.sequence <= newest).slice(0, size)
  const oldest = events.at(-1)?.sequence ?? 1
  return { events, next: oldest === 1 ? null : oldest }
}

const numbers = ({ events }: KnownEvents) => events.map((event) => event.sequence)
const without = (count: number, newest: number) => Array.from({ length: count }, (_, at) => newest - at)

it('pages never leave a gap, nor an event twice, however far apart they are read', () => {
  const steps = fc.array(fc.nat(20), { maxLength: 20 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 15 }), (ahead, size) => {
      let newest = 10
      let known = withNewest(null, page(newest, size))
      for (const step of ahead) {
        newest = Math.min(60, newest + step)
        known = withNewest(known, page(newest, size))
        expect(numbers(known)).toEqual(without(known.events.length, newest))
        if (known.next !== null) known = withEarlier(known, page(known.next - 1, size))
        expect(numbers(known)).toEqual(without(known.events.length, newest))
        expect(known.next === null).toBe(numbers(known).at(-1) === 1)
      }
    }),
  )
})
