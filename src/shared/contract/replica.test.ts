import { describe, expect, it } from 'vitest'
import type { DomainEvent, StoredEvent } from '../domain/event.ts'
import type { ModelBatch } from './channels/model.ts'
import { Replica } from './replica.ts'

function stored(sequence: number, event: DomainEvent): StoredEvent {
  return { sequence, at: sequence, actor: 'host', command: 'c' as never, cause: null, event }
}

function pool(sequence: number, limit: number): StoredEvent {
  return stored(sequence, { type: 'pool.configured', id: 'pool', limit })
}

function events(...list: readonly StoredEvent[]): ModelBatch {
  return { kind: 'events', events: list, sequence: list.at(-1)?.sequence ?? 0 }
}

function snapshot(sequence: number, parts: Partial<Extract<ModelBatch, { kind: 'snapshot' }>> = {}): ModelBatch {
  return { kind: 'snapshot', host: 'log', sequence, states: [], first: true, last: true, ...parts }
}

const poolState = { aggregate: 'pool', id: 'pool', state: { id: 'pool', limit: 1, stopped: false } } as const

function filled(): Replica {
  const replica = new Replica()
  replica.apply(snapshot(5, { states: [poolState] }))
  return replica
}

describe('a replica', () => {
  it('has nothing to go on from before its first snapshot', () => {
    const replica = new Replica()
    expect(replica.position).toBeUndefined()
    expect(replica.apply(events(pool(1, 2)))).toEqual({ kind: 'stale', why: 'gap' })
  })

  it('advances by events and ignores what it has seen', () => {
    const replica = filled()
    expect(replica.apply(events(pool(4, 9), pool(5, 9), pool(6, 2)))).toEqual({ kind: 'applied' })
    expect(replica.model.pool.get('pool')?.limit).toBe(2)
    expect(replica.apply(events(pool(6, 7)))).toEqual({ kind: 'applied' })
    expect(replica.model.pool.get('pool')?.limit).toBe(2)
    expect(replica.position).toEqual({ host: 'log', sequence: 6 })
  })

  it.each([
    ['gap', pool(7, 2)],
    ['unknown-event', stored(6, { type: 'pool.painted', id: 'pool' } as never)],
    ['unknown-event', stored(6, { type: 'gate.passed', id: 'one' } as never)],
    ['unknown-instance', stored(6, { type: 'thread.queued', id: 'one' as never })],
  ])('stops at a %s and begins anew with a snapshot', (why, event) => {
    const replica = filled()
    expect(replica.apply(events(event))).toEqual({ kind: 'stale', why })
    expect(replica.position).toBeUndefined()
    expect(replica.apply(events(pool(6, 3)))).toMatchObject({ kind: 'stale' })
    expect(replica.model.pool.get('pool')?.limit).toBe(1)
    expect(replica.apply(snapshot(9))).toEqual({ kind: 'applied' })
    expect(replica.model.pool.size).toBe(0)
    expect(replica.position).toEqual({ host: 'log', sequence: 9 })
  })

  it('shows the old model until a snapshot is complete', () => {
    const replica = filled()
    expect(replica.apply({ kind: 'resync' })).toEqual({ kind: 'waiting' })
    expect(replica.apply(snapshot(20, { last: false }))).toEqual({ kind: 'waiting' })
    expect(replica.model.pool.size).toBe(1)
    expect(replica.position).toEqual({ host: 'log', sequence: 5 })
    expect(replica.apply(snapshot(20, { first: false }))).toEqual({ kind: 'applied' })
    expect(replica.model.pool.size).toBe(0)
  })

  it('does not take the end of a snapshot whose beginning went to another connection', () => {
    const replica = filled()
    replica.apply(snapshot(20, { last: false }))
    replica.reconnected()
    expect(replica.apply(snapshot(20, { first: false }))).toEqual({ kind: 'stale', why: 'gap' })
  })
})
