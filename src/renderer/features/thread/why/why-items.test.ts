import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainEvent, StoredEvent } from '../../../../shared/domain/event.ts'
import type { CommandId, RequestId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { eventWords } from '../../../lib/event-words/event-words.ts'
import { type KnownEvents, whyItems, withEarlier, withNewest } from './why-items.ts'

const id = 't' as ThreadId
const request = 'r' as RequestId
const activity = { kind: 'editing', detail: 'a.ts', since: 0 } as const
const kinds: readonly DomainEvent[] = [
  { type: 'thread.readied', id },
  { type: 'thread.queued', id },
  { type: 'thread.activity-changed', id, activity },
  { type: 'thread.usage-reported', id, usage: { used: 1200, size: 2000, cost: null } },
  { type: 'thread.permission-answered', id, request, option: 'o', reason: 'No.' },
]

function stored(sequence: number, event: DomainEvent, cause: number | null = null): StoredEvent {
  return { sequence, at: sequence, actor: 'host', command: 'c' as CommandId, cause, event }
}

const history = fc
  .array(fc.record({ event: fc.constantFrom(...kinds), back: fc.nat(5) }), { maxLength: 40 })
  .map((all) => all.map(({ event, back }, at) => stored(at + 1, event, back === 0 ? null : at + 1 - back)).toReversed())

describe('why a thread is as it is', () => {
  it('tells every event once, newest first, and links only to what is shown', () => {
    fc.assert(
      fc.property(history, (events) => {
        const items = whyItems(events)
        const counted = items.map((item) => (item.kind === 'progress' ? item.count : 1))
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(events.length)
        const sequences = items.map((item) => item.sequence)
        expect(sequences).toEqual(sequences.toSorted((one, other) => other - one))
        const shown = new Set(items.flatMap((item) => (item.kind === 'event' ? [item.sequence] : [])))
        for (const item of items) {
          if (item.kind === 'event' && item.cause !== null) expect(shown.has(item.cause.sequence)).toBe(true)
        }
      }),
    )
  })

  it('says what was answered only where the request is at hand', () => {
    const answered = stored(2, {
      type: 'thread.permission-answered',
      id,
      request,
      option: 'o',
      reason: 'Mind the data.',
    })
    const asked = { id: request, title: 'Run', detail: '', kind: 'execute', toolCall: null, askedAt: 0 }
    const options = [{ id: 'o', kind: 'deny-once', name: 'No' }] as const
    const ask = stored(1, { type: 'thread.permission-asked', id, request: { ...asked, options } })
    const text = (events: readonly StoredEvent[]) => {
      const [first] = whyItems(events)
      return first?.words
    }
    expect(text([answered])).toEqual({ text: 'The request was answered', detail: 'Mind the data.' })
    expect(text([answered, ask])).toEqual({ text: 'The request was denied', detail: 'Mind the data.' })
  })

  it('names an event that this version does not know', () => {
    expect(eventWords({ type: 'thread.newer', id } as unknown as DomainEvent).text).toBe('thread.newer')
  })
})

describe('pages of events', () => {
  const all = Array.from({ length: 60 }, (_, at) => stored(at + 1, { type: 'thread.queued', id })).toReversed()
  const page = (newest: number, size: number): KnownEvents => {
    const events = all.filter((event) => event.sequence <= newest).slice(0, size)
    const oldest = events.at(-1)?.sequence ?? 1
    return { events, next: oldest === 1 ? null : oldest }
  }

  const numbers = ({ events }: KnownEvents) => events.map((event) => event.sequence)
  const without = (count: number, newest: number) => Array.from({ length: count }, (_, at) => newest - at)

  it('never leave a gap, nor an event twice, however far apart they are read', () => {
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
})
