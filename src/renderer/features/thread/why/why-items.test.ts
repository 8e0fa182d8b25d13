import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainEvent, StoredEvent } from '../../../../shared/domain/event.ts'
import type { CommandId, RequestId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { eventWords } from '../../../lib/event-words/event-words.ts'
import { whyItems } from './why-items.ts'

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

const nameOf = () => 'Scripted'

describe('why a thread is as it is', () => {
  it('calls the agent by its name', () => {
    const agent = { kind: 'catalogue', id: 'scripted' } as const
    const dispatched = { type: 'thread.dispatched', id, title: 'One', agent } as unknown as DomainEvent
    expect(whyItems([stored(1, dispatched)], nameOf)).toMatchObject([{ words: { text: 'Dispatched to Scripted' } }])
  })

  it('tells every event once, newest first, and links only to what is shown', () => {
    fc.assert(
      fc.property(history, (events) => {
        const items = whyItems(events, nameOf)
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
      const [first] = whyItems(events, nameOf)
      return first?.words
    }
    expect(text([answered])).toEqual({ text: 'The request was answered', detail: 'Mind the data.' })
    expect(text([answered, ask])).toEqual({ text: 'The request was denied', detail: 'Mind the data.' })
  })

  it('names an event that this version does not know', () => {
    expect(eventWords({ type: 'thread.newer', id } as unknown as DomainEvent).text).toBe('thread.newer')
  })
})
