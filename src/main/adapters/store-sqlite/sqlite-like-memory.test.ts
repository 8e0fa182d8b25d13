import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { CommandId, EffectKey, ThreadId } from '../../../shared/kernel/ids.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { CommitBatch, StoreFailure, StorePort } from '../../ports/store.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import {
  append,
  batchOf,
  put,
  sampleActivity,
  sampleEffect,
  sampleEvent,
  sampleReceipt,
  sampleState,
} from '../../ports/testing/store-samples.ts'
import { openStore } from './testing/temporary-store.ts'

const ids = ['a', 'b', 'c']
const keys = ['1:x:0', '1:x:10', '1:x:9', '1:w:2', '12:x:0', '2:x:0']
const commands = ['one', 'two', 'three', 'four', 'five', 'six']

type Operation =
  | { readonly kind: 'commit'; readonly batch: CommitBatch }
  | { readonly kind: 'intend'; readonly key: EffectKey; readonly intent: string | null }
  | { readonly kind: 'transcript'; readonly writes: readonly TranscriptWrite[] }
  | { readonly kind: 'reopen' }

const id = fc.constantFrom(...ids)
const small = fc.integer({ min: 1, max: 12 })
const pieces = fc.constantFrom('\ud83d', '\udea6', '\u{10fffe}', '\0', 'd83d')
const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 }))).map((parts) => parts.join(''))
const few = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.array(arbitrary, { maxLength: 3 })

/** Now and then one that a track is drawn from, also with the clock set back. */
function anyEvent(sequence: number, about: string, choice: number): StoredEvent {
  const event = sampleEvent(sequence, about)
  const at = 1_000 + ((sequence * 7 + choice) % 5)
  const thread = about as ThreadId
  if (choice % 3 === 0) return { ...event, at, event: { type: 'thread.turn-started', id: thread, turn: choice } }
  if (choice % 3 === 1)
    return { ...event, at, event: { ...sampleActivity(sequence, 'editing').event, id: thread } as StoredEvent['event'] }
  return event
}

const batch = fc
  .record({
    events: few(fc.tuple(small, id, small).map(([sequence, about, choice]) => anyEvent(sequence, about, choice))),
    states: few(
      fc
        .tuple(id, small, fc.boolean(), fc.constantFrom({}, { group: 'one' }, { group: 'two' }))
        .map(([about, sequence, archived, group]) => ({ ...sampleState(about, sequence, archived), ...group })),
    ),
    receipts: few(fc.constantFrom(...commands).map((command) => sampleReceipt(command))),
    effects: few(fc.constantFrom(...keys).map(sampleEffect)),
    settledEffects: few(fc.constantFrom(...keys).map((key) => key as EffectKey)),
  })
  .map((parts) => batchOf(parts))

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: batch.map((made) => ({ kind: 'commit', batch: made }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...keys), fc.option(fc.string()))
      .map(([key, intent]) => ({ kind: 'intend', key: key as EffectKey, intent }) as const),
  },
  { weight: 4, arbitrary: fc.array(fc.tuple(id, id, text, fc.boolean()), { maxLength: 4 }).map(toWrites) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' } as const) },
)

describe('the store on SQLite', () => {
  it('answers any sequence of calls as the store in memory does', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), comparing), { numRuns: 20 })
  })
})

async function comparing(operations: readonly Operation[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const file = join(folder, 'switchyard.db')
  let real: StorePort = await openStore(file)
  let model = new MemoryStore()
  let written = 0
  try {
    for (const each of operations) {
      if (each.kind === 'reopen') {
        await real.close()
        real = await openStore(file)
        model = model.reopen()
      } else {
        const numbered = each.kind === 'transcript' ? { ...each, writes: number(each.writes, written) } : each
        written += each.kind === 'transcript' ? each.writes.length : 0
        expect(outcome(await run(real, numbered))).toBe(outcome(await run(model, numbered)))
      }
      expect(await observe(real)).toEqual(await observe(model))
    }
  } finally {
    await real.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function toWrites(parts: readonly (readonly [string, string, string, boolean])[]): Operation {
  const writes = parts.map(([thread, entry, piece, isPut]) =>
    isPut
      ? put(thread, entry, { position: ids.indexOf(entry) + 1, sequence: 0, text: piece })
      : append(thread, entry, { sequence: 0, text: piece }),
  )
  return { kind: 'transcript', writes }
}

/** Sequences only grow. */
function number(writes: readonly TranscriptWrite[], after: number): readonly TranscriptWrite[] {
  return writes.map((write, at) => {
    const sequence = after + at + 1
    return write.op === 'put' ? { ...write, row: { ...write.row, sequence } } : { ...write, sequence }
  })
}

function run(store: StorePort, each: Exclude<Operation, { kind: 'reopen' }>): Promise<Result<void, StoreFailure>> {
  if (each.kind === 'commit') return store.commit(each.batch)
  if (each.kind === 'intend') return store.intend(each.key, each.intent)
  return store.appendTranscript(each.writes)
}

function outcome(result: Result<void, StoreFailure>): string {
  return result.ok ? 'ok' : result.error.code
}

/** A page and the one after it; what leads from one to the other is each store's own. */
async function groupOf(store: StorePort, group: string): Promise<unknown> {
  const { rows, next } = await store.listGroup({ aggregate: 'thread', group, limit: 1 })
  if (next === null) return rows
  const rest = await store.listGroup({ aggregate: 'thread', group, before: next, limit: 9 })
  return [rows, rest.rows, rest.next]
}

async function observe(store: StorePort): Promise<unknown> {
  const instance = { aggregate: 'thread', id: 'a' }
  return {
    model: await store.load(),
    states: await store.loadStates(ids.map((each) => ({ aggregate: 'thread', id: each }))),
    archived: await store.listArchived('thread', 9, 2),
    groups: [await groupOf(store, 'one'), await groupOf(store, 'two')],
    receipts: await store.findReceipts(commands.map((command) => command as CommandId)),
    events: await store.readEvents({ after: 3, limit: 4 }),
    recent: await store.readRecentEvents({
      instances: [instance],
      types: ['thread.turn-started'],
      before: 8,
      limit: 2,
    }),
    tracks: await Promise.all(
      ids.flatMap((each) =>
        [0, 1_002, 9_999].map((since) =>
          store.readTrackEvents({ thread: each as ThreadId, since, before: 8, limit: 3 }),
        ),
      ),
    ),
    eventsOfOne: await store.readEvents({ after: 0, limit: 3, instance }),
    tails: await Promise.all(
      ids.map((thread) => store.readTranscript(thread as ThreadId, { kind: 'tail', limit: 2, before: 3 })),
    ),
    changes: await Promise.all(
      ids.map((thread) => store.readTranscript(thread as ThreadId, { kind: 'changes', after: 2, limit: 2 })),
    ),
  }
}
