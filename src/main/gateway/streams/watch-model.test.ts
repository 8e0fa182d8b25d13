import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Replica } from '../../../shared/contract/replica.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { createFlyingClock } from '../testing/flying-clock.ts'
import { dispatchOf, hostFixture, promptOf, threadId } from '../testing/host-fixture.ts'
import { createModelClient } from '../testing/model-client.ts'
import { modelOf } from '../testing/model-of.ts'
import { takeSnapshot } from './snapshot.ts'

type Client = ReturnType<typeof createModelClient>
type Fixture = Awaited<ReturnType<typeof hostFixture>>

function caughtUp(client: Client, fixture: Fixture): Promise<void> {
  return client.until(() => client.replica.position?.sequence === fixture.engine.sequence)
}

function sequencesOf(client: Client): readonly number[] {
  return client.batches.flatMap((batch) => (batch.kind === 'events' ? batch.events.map((one) => one.sequence) : []))
}

/** The host's live model as a new client would get it. */
function freshModel(fixture: Fixture) {
  const replica = new Replica()
  replica.apply({ kind: 'snapshot', first: true, last: true, ...takeSnapshot(fixture.engine, 'log-1') })
  return modelOf(replica.model)
}

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('dispatch' as const), name: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('prompt' as const), name: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('discard' as const), name: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('archive' as const), name: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('restore' as const), name: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('cut' as const), name: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('connect' as const), name: fc.nat(2) }) },
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

/** Does one action without waiting for the client; refusals are part of the game. */
async function perform(fixture: Fixture, client: Client, step: Action & { readonly number: number }): Promise<void> {
  const name = `t${step.name}`
  const thread = threadId(name)
  switch (step.what) {
    case 'dispatch':
      await fixture.submit(dispatchOf(name))
      break
    case 'prompt':
      await fixture.submit(promptOf(name, `p${step.number}`))
      break
    case 'discard':
      await fixture.submit({ type: 'thread.discard', payload: { thread: name } })
      break
    case 'archive':
      await fixture.report({ type: 'thread.archive', payload: { thread } })
      break
    case 'restore':
      await fixture.submit({ type: 'thread.restore', payload: { thread: name } })
      break
    case 'cut':
      await client.cut()
      break
    case 'connect':
      await client.cut()
      client.connect()
      break
  }
}

describe('following the model', () => {
  it('equals the host after any cuts, nothing missing and nothing doubled', async () => {
    let archivedRuns = 0
    let resumedRuns = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        async (steps, recent) => {
          const clock = createFlyingClock()
          const fixture = await hostFixture({ clock })
          const client = createModelClient(fixture, {
            clock,
            limits: { recentEvents: recent, batchRows: 4, storedRows: 2 },
          })
          client.connect()
          for (const [number, step] of steps.entries()) await perform(fixture, client, { ...step, number })
          await client.cut()
          client.connect()
          await caughtUp(client, fixture)
          expect(modelOf(client.replica.model)).toEqual(freshModel(fixture))
          const snapshots = client.batches.filter((batch) => batch.kind === 'snapshot' && batch.last).length
          const sequences = sequencesOf(client)
          if (snapshots <= 1) expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other))
          if (snapshots === 1 && sequences.length > 0) resumedRuns += 1
          const events = await fixture.store.readEvents({ after: 0, limit: 1000 })
          if (events.some(({ event }) => event.type === 'thread.archived')) archivedRuns += 1
          await client.close()
          await fixture.scope.close()
          expect(fixture.problems).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
    expect(archivedRuns).toBeGreaterThan(0)
    expect(resumedRuns).toBeGreaterThan(0)
  })

  it('gets exactly the missing events after a cut', async () => {
    const clock = createFlyingClock()
    const fixture = await hostFixture({ clock })
    const client = createModelClient(fixture, { clock })
    client.connect()
    await fixture.submit(dispatchOf('one'))
    await caughtUp(client, fixture)
    await client.cut()
    const seen = fixture.engine.sequence
    client.batches.length = 0
    await fixture.submit(dispatchOf('two'))
    client.connect()
    await caughtUp(client, fixture)
    expect(client.batches.every((batch) => batch.kind === 'events')).toBe(true)
    const missing = Array.from({ length: fixture.engine.sequence - seen }, (_value, at) => seen + 1 + at)
    expect(sequencesOf(client)).toEqual(missing)
    await client.close()
  })

  it.each([
    ['another log', { host: 'log-2', sequence: 1 }],
    ['a sequence that the host has not reached', { host: 'log-1', sequence: 1_000_000 }],
  ])('answers a client of %s with a snapshot', async (_what, position) => {
    const clock = createFlyingClock()
    const fixture = await hostFixture({ clock })
    const client = createModelClient(fixture, { clock })
    client.replica.apply({ kind: 'snapshot', first: true, last: true, states: [], ...position })
    client.connect()
    await client.until(() => client.batches.length > 0)
    expect(client.batches[0]?.kind).toBe('snapshot')
    await client.close()
  })

  it('gives a client that does not read nothing more, and a snapshot once it reads again', async () => {
    const clock = createFlyingClock()
    const fixture = await hostFixture({ clock })
    let buffered = 0
    const limits = { recentEvents: 10, bufferedBytes: 100 }
    const client = createModelClient(fixture, { clock, limits, buffered: () => buffered })
    client.connect()
    await caughtUp(client, fixture)
    buffered = 101
    const before = client.batches.length
    for (let at = 0; at < 20; at += 1) await fixture.submit(dispatchOf(`t${at}`, 'x'.repeat(1000)))
    expect(client.batches).toHaveLength(before)
    buffered = 100
    await caughtUp(client, fixture)
    expect(client.batches.slice(before).map((batch) => batch.kind)).toEqual(['resync', 'snapshot'])
    expect(modelOf(client.replica.model)).toEqual(freshModel(fixture))
    await client.close()
  })

  it('sends at most one batch in 16 ms', async () => {
    const clock = createManualClock()
    const fixture = await hostFixture({ clock })
    const client = createModelClient(fixture, { clock })
    client.connect()
    await client.until(() => client.batches.length === 1)
    await fixture.submit(dispatchOf('one'))
    await caughtUp(client, fixture)
    const before = client.batches.length
    await fixture.submit(dispatchOf('two'))
    await fixture.submit(dispatchOf('three'))
    while (clock.pending() === 0) await new Promise((resolve) => setImmediate(resolve))
    clock.advance(15)
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.batches).toHaveLength(before)
    clock.advance(1)
    await caughtUp(client, fixture)
    expect(client.batches).toHaveLength(before + 1)
    await client.close()
  })

  it('does not show archived threads that a command brought back to look at', async () => {
    const clock = createFlyingClock()
    const fixture = await hostFixture({ clock })
    await fixture.submit(dispatchOf('one'))
    await fixture.submit({ type: 'thread.discard', payload: { thread: 'one' } })
    await fixture.report({ type: 'thread.archive', payload: { thread: threadId('one') } })
    expect(fixture.engine.model.thread.size).toBe(0)
    await fixture.submit({ type: 'thread.stop', payload: { thread: 'one' } })
    expect(fixture.engine.model.thread.size).toBe(1)
    const { states } = takeSnapshot(fixture.engine, 'log-1')
    expect(states.map((entry) => entry.aggregate).sort()).toEqual(['pool', 'project'])
  })
})
