import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { type StoreFailure, type StorePort, transcriptPageSize } from '../store.ts'
import {
  append,
  batchOf,
  put,
  sampleActivity,
  sampleEffect,
  sampleEvent,
  sampleReceipt,
  sampleState,
} from './store-samples.ts'

export interface StoreSubject {
  readonly store: StorePort
  /** Closes the store and opens what it left behind. */
  reopen(): Promise<StorePort>
  /** Closes whatever is open and removes it. */
  dispose(): Promise<void>
}

const done = { ok: true, value: undefined }
const thread = 'thread-1' as ThreadId

/** What every store does, however it keeps things. */
export function storeContract(name: string, makeSubject: () => Promise<StoreSubject>): void {
  describe(name, () => {
    let subject: StoreSubject
    let store: StorePort

    beforeEach(async () => {
      subject = await makeSubject()
      store = subject.store
    })
    afterEach(() => subject.dispose())

    describe('commits', () => commitContract(() => ({ store, subject })))
    describe('effects', () => effectContract(() => ({ store, subject })))
    describe('transcripts', () => transcriptContract(() => ({ store, subject })))
    describe('kept values', () => keptContract(() => ({ store, subject })))
    describe('payloads', () => payloadContract(() => ({ store, subject })))
    describe('closing', () => closingContract(() => ({ store, subject })))
  })
}

type Current = () => { readonly store: StorePort; readonly subject: StoreSubject }

function commitContract(current: Current): void {
  it('starts empty and writable', async () => {
    const { store } = current()
    expect(await store.load()).toEqual({ sequence: 0, states: [], effects: [] })
    expect(store.status).toEqual({ kind: 'writable' })
  })

  it('keeps events, states, receipts and effects of a batch across a reopening', async () => {
    const { store, subject } = current()
    const events = [sampleEvent(1), sampleEvent(2, 'thread-2')]
    const states = [sampleState('thread-1', 1), sampleState('thread-2', 2)]
    const effects = [sampleEffect('2:pool:0')]
    const receipts = [sampleReceipt('command-1')]
    expect(await store.commit(batchOf({ events, states, effects, receipts }))).toEqual(done)
    const reopened = await subject.reopen()
    expect(await reopened.load()).toEqual({ sequence: 2, states, effects })
    expect(await reopened.readEvents({ after: 0, limit: 10 })).toEqual(events)
    expect(await reopened.findReceipts(['command-1' as CommandId, 'unknown' as CommandId])).toEqual(receipts)
  })

  it('replaces the state of an instance and leaves archived ones out of the model', async () => {
    const { store } = current()
    await store.commit(batchOf({ states: [sampleState('a', 1), sampleState('b', 2), sampleState('c', 3)] }))
    await store.commit(batchOf({ states: [sampleState('a', 4), sampleState('b', 5, true)] }))
    expect((await store.load()).states).toEqual([sampleState('a', 4), sampleState('c', 3)])
    const keys = ['c', 'unknown', 'b'].map((id) => ({ aggregate: 'thread', id }))
    expect(await store.loadStates(keys)).toEqual([sampleState('c', 3), sampleState('b', 5, true)])
  })

  it('pages archived rows newest first', async () => {
    const { store } = current()
    const rows = [1, 2, 3, 4].map((sequence) => sampleState(`t${sequence}`, sequence, true))
    await store.commit(batchOf({ states: [...rows, { ...sampleState('other', 9, true), aggregate: 'run' }] }))
    expect(await store.listArchived('thread', 1_000, 2)).toEqual([rows[3], rows[2]])
    expect(await store.listArchived('thread', 3, 2)).toEqual([rows[1], rows[0]])
  })

  it('lists a group in the order in which its rows came, whatever changed since', async () => {
    const { store } = current()
    const row = (id: string, sequence: number, group = 'a~b') => ({ ...sampleState(id, sequence, true), group })
    await store.commit(batchOf({ states: [row('1', 1), row('2', 2), row('x', 3, 'a~c'), sampleState('y', 4)] }))
    await store.commit(batchOf({ states: [row('3', 5), row('1', 6), { ...row('4', 7), aggregate: 'run' }] }))
    const query = { aggregate: 'thread', group: 'a~b' }
    const newest = await store.listGroup({ ...query, limit: 2 })
    expect(newest.rows).toEqual([sampleState('3', 5, true), sampleState('2', 2, true)])
    const before = newest.next ?? undefined
    expect(before).toBeTypeOf('number')
    await store.commit(batchOf({ states: [row('5', 8)] }))
    const oldest = await store.listGroup({ ...query, limit: 2, ...(before === undefined ? {} : { before }) })
    expect(oldest).toEqual({ rows: [sampleState('1', 6, true)], next: null })
    expect(await store.listGroup({ ...query, group: 'b~a', limit: 2 })).toEqual({ rows: [], next: null })
  })

  it('brings an archived row back', async () => {
    const { store } = current()
    await store.commit(batchOf({ states: [sampleState('a', 1, true)] }))
    await store.commit(batchOf({ states: [sampleState('a', 2)] }))
    expect((await store.load()).states).toEqual([sampleState('a', 2)])
    expect(await store.listArchived('thread', 1_000, 10)).toEqual([])
  })

  it('reads events in pages, narrowed to one instance where asked', async () => {
    const { store } = current()
    const events = [1, 2, 3, 4, 5].map((sequence) => sampleEvent(sequence, sequence % 2 === 0 ? 'even' : 'odd'))
    await store.commit(batchOf({ events }))
    expect(await store.readEvents({ after: 1, limit: 2 })).toEqual([events[1], events[2]])
    const instance = { aggregate: 'thread', id: 'odd' }
    expect(await store.readEvents({ after: 1, limit: 10, instance })).toEqual([events[2], events[4]])
    const other = { aggregate: 'run', id: 'odd' }
    expect(await store.readEvents({ after: 0, limit: 10, instance: other })).toEqual([])
  })

  it('reads the newest events of an instance', async () => {
    const { store } = current()
    const events = [1, 2, 3, 4, 5, 6].map((sequence) => sampleEvent(sequence, sequence % 3 === 0 ? 'third' : 'other'))
    await store.commit(batchOf({ events }))
    const instances = [{ aggregate: 'thread', id: 'other' }]
    expect(await store.readRecentEvents({ instances, before: 100, limit: 2 })).toEqual([events[4], events[3]])
    expect(await store.readRecentEvents({ instances, before: 4, limit: 10 })).toEqual([events[1], events[0]])
    const types = ['thread.readied', 'thread.noticed']
    expect(await store.readRecentEvents({ instances, types, before: 4, limit: 1 })).toEqual([events[1]])
    expect(await store.readRecentEvents({ instances, types: ['thread.readied'], before: 9, limit: 9 })).toEqual([])
    const elsewhere = [{ aggregate: 'worktree', id: 'other' }]
    expect(await store.readRecentEvents({ instances: elsewhere, before: 100, limit: 10 })).toEqual([])
    const both = [...instances, ...elsewhere, { aggregate: 'thread', id: 'third' }]
    const all = await store.readRecentEvents({ instances: both, before: 6, limit: 4 })
    expect(all).toEqual([events[4], events[3], events[2], events[1]])
  })

  it('reads what a track is drawn from, from the last event that says what was drawn before', async () => {
    const { store } = current()
    const kinds = ['writing', 'reading', 'editing'] as const
    const doing = kinds.map((kind, at) => sampleActivity(4 + at, kind))
    const started = { type: 'thread.turn-started', id: thread, turn: 1 } as const
    const readied = { type: 'thread.readied', id: thread } as const
    const [first, last] = [
      { ...sampleEvent(2), event: started },
      { ...sampleEvent(8), event: readied },
    ]
    const between = [
      sampleEvent(3),
      { ...sampleEvent(7, 'thread-2'), event: { ...readied, id: 'thread-2' as ThreadId } },
    ]
    await store.commit(batchOf({ events: [sampleEvent(1), first, ...between, ...doing, last].sort(bySequence) }))
    const read = async (part: { since?: number; before?: number; limit?: number }) =>
      store.readTrackEvents({ thread, since: 0, before: 100, limit: 100, ...part })
    const bare = doing.map(({ at }, index) => ({
      at,
      event: { type: 'thread.activity-changed', id: thread, activity: { kind: kinds[index], detail: '', since: at } },
    }))
    const [begun, ended] = [first, last].map(({ at, event }) => ({ at, event }))
    expect(await read({})).toEqual([begun, ...bare, ended])
    expect(await read({ since: 1_006 })).toEqual([begun, ...bare, ended])
    expect(await read({ since: 1_008 })).toEqual([ended])
    expect(await read({ before: 8 })).toEqual([begun, ...bare])
    expect(await read({ limit: 2 })).toEqual([bare[2], ended])
    expect(await store.readTrackEvents({ thread: 'none' as ThreadId, since: 0, before: 100, limit: 9 })).toEqual([])
  })

  it('stores nothing of a batch that cannot be stored whole', async () => {
    const { store } = current()
    await store.commit(batchOf({ events: [sampleEvent(1)], receipts: [sampleReceipt('command-1')] }))
    const before = await store.load()
    const states = [sampleState('a', 2)]
    expectFailed(await store.commit(batchOf({ events: [sampleEvent(2), sampleEvent(1)], states })))
    expectFailed(
      await store.commit(batchOf({ events: [sampleEvent(2)], states, receipts: [sampleReceipt('command-1')] })),
    )
    expect(await store.load()).toEqual(before)
    expect(await store.readEvents({ after: 0, limit: 10 })).toHaveLength(1)
  })

  it('keeps commits made at once in the order they were made', async () => {
    const { store } = current()
    const made = [1, 2, 3, 4, 5].map((sequence) =>
      store.commit(batchOf({ events: [sampleEvent(sequence)], states: [sampleState('a', sequence)] })),
    )
    expect(await Promise.all(made)).toEqual(made.map(() => done))
    expect((await store.load()).states).toEqual([sampleState('a', 5)])
  })
}

function effectContract(current: Current): void {
  it('loads effects by sequence, reactor and number, as numbers', async () => {
    const { store } = current()
    const keys = ['2:pool:10', '10:agent:0', '2:pool:9', '9:zone:0', '2:agent:11']
    await store.commit(batchOf({ effects: keys.map(sampleEffect) }))
    const ordered = ['2:agent:11', '2:pool:9', '2:pool:10', '9:zone:0', '10:agent:0']
    expect((await store.load()).effects).toEqual(ordered.map(sampleEffect))
  })

  it('drops settled effects; settling one twice changes nothing', async () => {
    const { store, subject } = current()
    const settledEffects = ['1:a:0' as EffectKey]
    await store.commit(batchOf({ effects: [sampleEffect('1:a:0'), sampleEffect('1:a:1')] }))
    expect(await store.commit(batchOf({ settledEffects }))).toEqual(done)
    expect(await store.commit(batchOf({ settledEffects }))).toEqual(done)
    expect((await (await subject.reopen()).load()).effects).toEqual([sampleEffect('1:a:1')])
  })

  it('refuses an effect that is there, and with its event one that was, across a reopening', async () => {
    const { store, subject } = current()
    await store.commit(batchOf({ events: [sampleEvent(1)], effects: [sampleEffect('1:a:0'), sampleEffect('1:a:1')] }))
    await store.commit(batchOf({ settledEffects: ['1:a:0' as EffectKey] }))
    const reopened = await subject.reopen()
    expectFailed(await reopened.commit(batchOf({ events: [sampleEvent(1)], effects: [sampleEffect('1:a:0')] })))
    expectFailed(await reopened.commit(batchOf({ events: [sampleEvent(2)], effects: [sampleEffect('1:a:1')] })))
    expect(await reopened.load()).toEqual({ sequence: 1, states: [], effects: [sampleEffect('1:a:1')] })
  })

  it('notes an intent before the act, and only for an open effect', async () => {
    const { store, subject } = current()
    await store.commit(batchOf({ effects: [sampleEffect('1:a:0')] }))
    expect(await store.intend('1:a:0' as EffectKey, { commit: 'abc', tries: [1] })).toEqual(done)
    expectFailed(await store.intend('1:a:7' as EffectKey, 'anything'))
    const { effects } = await (await subject.reopen()).load()
    expect(effects).toEqual([{ ...sampleEffect('1:a:0'), intent: { commit: 'abc', tries: [1] } }])
  })
}

function transcriptContract(current: Current): void {
  it('puts, replaces and appends entries', async () => {
    const { store, subject } = current()
    await store.appendTranscript([put('thread-1', 'a', { position: 1, sequence: 1, text: 'one' })])
    await store.appendTranscript([
      append('thread-1', 'a', { sequence: 2, text: ' two' }),
      append('thread-1', 'a', { sequence: 3, text: ' three' }),
      put('thread-1', 'b', { position: 2, sequence: 4, text: 'old' }),
      put('thread-1', 'b', { position: 2, sequence: 5, text: 'new' }),
      put('thread-2', 'a', { position: 1, sequence: 1, text: 'another thread' }),
    ])
    const page = await (await subject.reopen()).readTranscript(thread, { kind: 'tail', limit: 10 })
    expect(page.sequence).toBe(5)
    expect(page.rows.map((row) => [row.entry, row.position, row.sequence, row.text])).toEqual([
      ['a', 1, 3, 'one two three'],
      ['b', 2, 5, 'new'],
    ])
    expect(page.rows[0]).toMatchObject({ kind: 'message', at: 5_001, head: { by: 'agent' } })
  })

  it('pages backwards from the tail, oldest first', async () => {
    const { store } = current()
    await store.appendTranscript([1, 2, 3, 4, 5].map((at) => put('thread-1', `e${at}`, { position: at, sequence: at })))
    const read = async (page: { limit: number; before?: number }) =>
      (await store.readTranscript(thread, { kind: 'tail', ...page })).rows.map((row) => row.entry)
    expect(await read({ limit: 2 })).toEqual(['e4', 'e5'])
    expect(await read({ limit: 2, before: 4 })).toEqual(['e2', 'e3'])
    expect(await read({ limit: 2, before: 2 })).toEqual(['e1'])
  })

  it('ends a page early where its rows are large, never without one', async () => {
    const { store } = current()
    const text = 'x'.repeat(transcriptPageSize / 2)
    for (const position of [1, 2, 3, 4]) {
      await store.appendTranscript([put('thread-1', `e${position}`, { position, sequence: position, text })])
    }
    const tail = async (before?: number) => {
      const page = await store.readTranscript(thread, { kind: 'tail', limit: 100, ...(before ? { before } : {}) })
      return page.rows.map((row) => row.position)
    }
    expect(await tail()).toEqual([3, 4])
    expect(await tail(3)).toEqual([1, 2])
    const changes = await store.readTranscript(thread, { kind: 'changes', after: 0, limit: 100 })
    expect(changes.rows.map((row) => row.sequence)).toEqual([1, 2])
  })

  it('pages changes forwards by sequence', async () => {
    const { store } = current()
    await store.appendTranscript([1, 2, 3].map((at) => put('thread-1', `e${at}`, { position: at, sequence: at })))
    await store.appendTranscript([append('thread-1', 'e1', { sequence: 4, text: 'later' })])
    const first = await store.readTranscript(thread, { kind: 'changes', after: 1, limit: 2 })
    expect(first.rows.map((row) => row.entry)).toEqual(['e2', 'e3'])
    const second = await store.readTranscript(thread, { kind: 'changes', after: 3, limit: 2 })
    expect(second).toMatchObject({ sequence: 4, rows: [{ entry: 'e1', text: 'later' }] })
    expect(await store.readTranscript('unknown' as ThreadId, { kind: 'tail', limit: 2 })).toEqual({
      rows: [],
      sequence: 0,
    })
  })

  it('keeps the writes of one batch together, and a bad batch harms no other', async () => {
    const { store } = current()
    const outcomes = await Promise.all([
      store.appendTranscript([put('thread-1', 'a', { position: 1, sequence: 1, text: 'a' })]),
      store.appendTranscript([
        put('thread-1', 'b', { position: 2, sequence: 2 }),
        append('thread-1', 'unknown', { sequence: 3, text: 'x' }),
      ]),
      store.appendTranscript([append('thread-1', 'a', { sequence: 4, text: 'b' })]),
    ])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true])
    const { rows } = await store.readTranscript(thread, { kind: 'tail', limit: 10 })
    expect(rows.map((row) => [row.entry, row.text])).toEqual([['a', 'ab']])
  })

  it('keeps every character, also a pair cut in two and zeroes', async () => {
    const { store } = current()
    const pieces = ['\ud83d', '\udea6', '\u{10fffe}', '\ude00', 'a\u0000b', '\u{10ffff}d83d']
    await store.appendTranscript([put('thread-1', 'a', { position: 1, sequence: 1 })])
    for (const [at, text] of pieces.entries()) {
      await store.appendTranscript([append('thread-1', 'a', { sequence: at + 2, text })])
    }
    const { rows } = await store.readTranscript(thread, { kind: 'tail', limit: 1 })
    expect(rows[0]?.text).toBe(pieces.join(''))
  })
}

function keptContract(current: Current): void {
  const values = (entries: Readonly<Record<string, JsonValue>>) => new Map(Object.entries(entries))

  it('are there after a reopening, by area', async () => {
    const { store, subject } = current()
    const draft = { text: 'a\ud800b\u0000', list: [1, null, false] }
    expect(await store.keep('screens', values({ draft, 'filter/open': '' }))).toEqual(done)
    expect(await store.keep('agents', values({ draft: 1 }))).toEqual(done)
    const reopened = await subject.reopen()
    expect(await reopened.loadKept('screens')).toEqual(values({ draft, 'filter/open': '' }))
    expect(await reopened.loadKept('agents')).toEqual(values({ draft: 1 }))
    expect(await reopened.loadKept('none')).toEqual(new Map())
  })

  it('are replaced, and removed by null', async () => {
    const { store } = current()
    await store.keep('screens', values({ a: 1, b: 2, c: 3 }))
    expect(await store.keep('screens', values({ a: null, b: 'two', d: null }))).toEqual(done)
    expect(await store.loadKept('screens')).toEqual(values({ b: 'two', c: 3 }))
  })

  it('that are read change nothing of what is kept', async () => {
    const { store } = current()
    const value = { nested: ['as it was'] }
    await store.keep('screens', values({ value }))
    value.nested.push('later')
    expect((await store.loadKept('screens')).get('value')).toEqual({ nested: ['as it was'] })
  })
}

function payloadContract(current: Current): void {
  const rows = [
    { id: 'old', at: 1_000, payload: { title: 'a\ud800b\u0000', labels: ['bug', null, 1] } },
    { id: 'new', at: 2_000, payload: { title: '' } },
  ]

  it('are there after a reopening, until their time is over', async () => {
    const { store, subject } = current()
    expect(await store.keepPayloads(rows)).toEqual(done)
    const reopened = await subject.reopen()
    expect(await reopened.readPayload('old')).toEqual(rows[0]?.payload)
    expect(await reopened.expirePayloads(2_000)).toEqual(done)
    expect(await reopened.readPayload('old')).toBeNull()
    expect(await reopened.readPayload('new')).toEqual({ title: '' })
    expect(await reopened.readPayload('none')).toBeNull()
  })

  it('are replaced by what came later under the same id', async () => {
    const { store } = current()
    await store.keepPayloads(rows)
    await store.keepPayloads([{ id: 'new', at: 3_000, payload: { title: 'later' } }])
    expect(await store.readPayload('new')).toEqual({ title: 'later' })
  })
}

function closingContract(current: Current): void {
  it('finishes what was asked before, then refuses; closing again is fine', async () => {
    const { store } = current()
    const writing = [
      store.commit(batchOf({ events: [sampleEvent(1)] })),
      store.appendTranscript([put('thread-1', 'a', { position: 1, sequence: 1 })]),
      store.appendTranscript([append('thread-1', 'a', { sequence: 2, text: 'x' })]),
    ]
    await Promise.all([store.close(), store.close()])
    expect(await Promise.all(writing)).toEqual([done, done, done])
    expectFailed(await store.commit(batchOf({ events: [sampleEvent(2)] })))
    expectFailed(await store.appendTranscript([put('thread-1', 'b', { position: 2, sequence: 3 })]))
    expectFailed(await store.intend('1:a:0' as EffectKey, null))
    await expect(store.load()).rejects.toThrow('closed')
  })
}

function bySequence(one: { readonly sequence: number }, other: { readonly sequence: number }): number {
  return one.sequence - other.sequence
}

function expectFailed(result: Result<void, StoreFailure>): void {
  expect(result).toMatchObject({ ok: false, error: { code: 'store-failed' } })
}
