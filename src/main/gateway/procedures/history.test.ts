import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { dispatchOf, type HostFixture, hostFixture, threadId } from '../testing/host-fixture.ts'
import { overPorts } from '../testing/transports.ts'

const begun = 1_800_000_000_000
let clock: ReturnType<typeof createManualClock>
let fixture: HostFixture
let transport: Awaited<ReturnType<typeof overPorts>>
let api: Awaited<ReturnType<typeof transport.connect>>['api']
let close: () => Promise<void>

beforeEach(async () => {
  clock = createManualClock(begun)
  fixture = await hostFixture({ clock, pool: 10 })
  transport = await overPorts(fixture)
  ;({ api, close } = await transport.connect())
})

afterEach(async () => {
  await close()
  await transport.close()
  await fixture.scope.close()
  expect(fixture.problems).toEqual([])
})

async function later(milliseconds: number): Promise<void> {
  await fixture.engine.idle()
  clock.advance(milliseconds)
}

/** A thread in its first turn, after 10 ms in line. */
async function running(name: string) {
  expect((await fixture.submit(dispatchOf(name))).ok).toBe(true)
  const thread = threadId(name)
  await later(10)
  const place = { folder: '/w', ledger: '/l', branch: `sy/${name}`, base: 'base' }
  await fixture.report({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  const from = { thread, generation: 1 }
  await fixture.report({ type: 'turn.report-started', payload: from })
  return from
}

type From = Awaited<ReturnType<typeof running>>

async function does(from: From, kind: 'reading' | 'editing', detail: string): Promise<void> {
  await later(10)
  await fixture.report({ type: 'activity.report', payload: { ...from, activity: { kind, detail } } })
}

async function readied(from: From): Promise<void> {
  await later(10)
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  await fixture.report({ type: 'turn.report-ended', payload: { ...from, outcome } })
  const checkpoint = { commit: 'c', tree: 't', files: 1, additions: 1, deletions: 0, omitted: 0 }
  await fixture.report({
    type: 'worktree.report-checkpoint',
    payload: { thread: from.thread, checkpoint, notices: [] },
  })
}

describe('the tracks of threads', () => {
  it('go from what was open at a time to the last event', async () => {
    const one = await running('one')
    await does(one, 'editing', 'a.ts')
    await does(one, 'editing', 'b.ts')
    await readied(one)
    await running('two')
    const page = await api.history.tracks({ threads: ['one', 'two', 'nobody'], since: 0 })
    expect(page.sequence).toBe(fixture.engine.sequence)
    expect(page.tracks).toEqual([
      {
        thread: 'one',
        track: [
          { kind: 'waiting', from: begun, to: begun + 10 },
          { kind: 'thinking', from: begun + 10, to: begun + 20 },
          { kind: 'editing', from: begun + 20, to: begun + 40 },
          { kind: 'ready', from: begun + 40, to: null },
        ],
      },
      {
        thread: 'two',
        track: [
          { kind: 'waiting', from: begun + 40, to: begun + 50 },
          { kind: 'thinking', from: begun + 50, to: null },
        ],
      },
    ])
    const recent = await api.history.tracks({ threads: ['one'], since: begun + 30 })
    expect(recent.tracks[0]?.track).toEqual(page.tracks[0]?.track.slice(2))
    const now = await api.history.tracks({ threads: ['one'], since: begun + 1_000 })
    expect(now.tracks[0]?.track).toEqual(page.tracks[0]?.track.slice(3))
  })
})

describe('the history of a thread', () => {
  it('has its events, those of its worktree and of its landings in pages, newest first', async () => {
    const one = await running('one')
    await running('two')
    await readied(one)
    const { thread } = one
    const land = { thread: 'one', landing: 'l1', strategy: 'squash' } as const
    expect((await fixture.submit({ type: 'thread.land', payload: land })).ok).toBe(true)
    await fixture.engine.idle()
    const all = (await fixture.store.readEvents({ after: 0, limit: 1000 })).filter(
      ({ event }) => (event.id === thread && !event.type.startsWith('prompt.')) || event.id === 'l1',
    )
    expect(new Set(all.map(({ event }) => event.type.split('.')[0]))).toEqual(
      new Set(['thread', 'worktree', 'landing']),
    )
    const whole = await api.history.events({ thread: 'one', limit: 1000 })
    expect(whole).toEqual({ events: all.toReversed(), next: null })
    const sequences: number[] = []
    for (let next: number | null | undefined; next !== null; ) {
      const page = await api.history.events({
        thread: 'one',
        limit: 4,
        ...(next === undefined ? {} : { before: next }),
      })
      expect(page.events.length).toBeLessThanOrEqual(4)
      sequences.push(...page.events.map(({ sequence }) => sequence))
      next = page.next
    }
    expect(sequences).toEqual(all.map(({ sequence }) => sequence).toReversed())
  })

  it('of nobody is empty', async () => {
    expect(await api.history.events({ thread: 'nobody', limit: 10 })).toEqual({ events: [], next: null })
  })
})

describe('the history of a run', () => {
  const dispatched = (name: string) => {
    const { type, payload } = dispatchOf(name)
    return { type, payload: { ...payload, recover: true } } as const
  }

  it('has what was decided for its task and what became of the thread, in pages, and nothing of another run', async () => {
    expect((await fixture.submit(dispatched('one'))).ok).toBe(true)
    expect((await fixture.submit(dispatched('two'))).ok).toBe(true)
    const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
    await fixture.report({ type: 'worktree.report-create-failed', payload: { thread: threadId('one'), failure } })
    await fixture.engine.idle()
    const whole = await api.history.run({ run: 'run-one', limit: 1000 })
    const types = whole.events.map(({ event }) => event.type)
    expect(types).toEqual(expect.arrayContaining(['run.planned', 'task.attempted', 'recovery.diagnosed']))
    expect(types).not.toContain('thread.dispatched')
    expect(types.at(-1)).toBe('run.created')
    expect(new Set(whole.events.map(({ event }) => event.id))).toEqual(new Set(['run-one', 'task-one', 'one']))
    expect(whole.next).toBeNull()
    const first = await api.history.run({ run: 'run-one', limit: 2 })
    expect(first.events).toEqual(whole.events.slice(0, 2))
    const second = await api.history.run({ run: 'run-one', limit: 1000, before: first.next ?? 0 })
    expect([...first.events, ...second.events]).toEqual(whole.events)
  })

  it('is still told once its threads are archived', async () => {
    expect((await fixture.submit(dispatched('one'))).ok).toBe(true)
    const thread = threadId('one')
    expect((await fixture.submit({ type: 'thread.discard', payload: { thread: 'one' } })).ok).toBe(true)
    const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
    await fixture.report({ type: 'worktree.report-create-failed', payload: { thread, failure } })
    await fixture.engine.idle()
    const before = await api.history.run({ run: 'run-one', limit: 1000 })
    await fixture.report({ type: 'thread.archive', payload: { thread } })
    expect(fixture.engine.model.run.size).toBe(0)
    expect(await api.history.run({ run: 'run-one', limit: 1000 })).toEqual(before)
    expect(before.events.map(({ event }) => event.type)).toContain('thread.discarded')
  })
})

describe('threads that have ended', () => {
  async function archived(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      expect((await fixture.submit(dispatchOf(name))).ok).toBe(true)
      const thread = threadId(name)
      const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
      await fixture.report({ type: 'worktree.report-create-failed', payload: { thread, failure } })
      expect((await fixture.submit({ type: 'thread.discard', payload: { thread: name } })).ok).toBe(true)
    }
    await fixture.engine.idle()
    await Promise.all(
      names.map((name) => fixture.report({ type: 'thread.archive', payload: { thread: threadId(name) } })),
    )
  }

  function titles(page: Awaited<ReturnType<typeof api.history.ended>>): readonly string[] {
    return page.threads.flatMap((entries) =>
      entries.flatMap((entry) => (entry.aggregate === 'thread' ? [entry.id] : [])),
    )
  }

  it('come newest first with what belongs to them', async () => {
    await archived('one')
    await archived('two')
    await running('live')
    const page = await api.history.ended({ limit: 10 })
    expect(titles(page)).toEqual(['two', 'one'])
    expect(page.next).toBeNull()
    expect(page.threads[0]?.map(({ aggregate }) => aggregate)).toEqual(
      expect.arrayContaining(['run', 'thread', 'worktree']),
    )
  })

  it('come in pages without one missing or doubled, also those archived at one instant', async () => {
    await archived('a')
    await archived('b1', 'b2', 'b3')
    await archived('c')
    const seen: string[] = []
    for (let next: number | null | undefined; next !== null; ) {
      const page = await api.history.ended({ limit: 2, ...(next === undefined ? {} : { before: next }) })
      seen.push(...titles(page))
      next = page.next
    }
    expect(seen).toEqual(['c', 'b3', 'b2', 'b1', 'a'])
  })
})
