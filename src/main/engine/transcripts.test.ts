import { beforeEach, describe, expect, it } from 'vitest'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { TranscriptWrite } from '../../shared/transcript/entry.ts'
import type { StoreFailure } from '../ports/store.ts'
import { createManualClock, type ManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { Transcripts } from './transcripts.ts'

const one = 't1' as ThreadId
const two = 't2' as ThreadId

const full: StoreFailure = { code: 'store-full', message: 'No room.', remedy: 'Make room.' }
const failed: StoreFailure = { code: 'store-failed', message: 'It broke.', remedy: 'Report it.' }

let clock: ManualClock
let store: MemoryStore
let problems: string[]
let transcripts: Transcripts
let shown: TranscriptWrite[]

beforeEach(async () => {
  clock = createManualClock()
  store = new MemoryStore()
  problems = []
  shown = []
  transcripts = new Transcripts({ store, clock, problem: (refusal) => void problems.push(refusal.code) })
  await transcripts.open(one)
  await transcripts.open(two)
  transcripts.subscribe(one, (writes) => void shown.push(...writes))
})

function say(thread: ThreadId, entry: string, text: string): void {
  transcripts.put(thread, { entry, kind: 'message', head: {}, text })
}

async function texts(thread: ThreadId): Promise<readonly string[]> {
  const page = await store.readTranscript(thread, { kind: 'tail', limit: 100 })
  return page.rows.map((row) => row.text)
}

describe('what is brought faster than it is stored', () => {
  it('is let in again once it is stored', async () => {
    say(one, 'a', '')
    for (let count = 0; transcripts.room() === null && count < 100; count += 1) {
      transcripts.append(one, 'a', 'x'.repeat(1024 * 1024))
    }
    const room = transcripts.room()
    expect(room).not.toBe(null)
    await room
    expect(transcripts.room()).toBe(null)
    expect((await texts(one))[0]?.length).toBeLessThan(8 * 1024 * 1024)
  })

  it('is let in again when it has to be given up', async () => {
    for (let count = 0; count < 20; count += 1) {
      store.failNextWrite(full)
      say(one, `e${count}`, 'x'.repeat(1024 * 1024))
      await transcripts.room()
    }
    expect(await texts(one)).toEqual([])
    for (let count = 0; count < 20; count += 1) await transcripts.flush()
    expect(transcripts.room()).toBe(null)
  })
})

describe('a transcript that can not be stored', () => {
  it('waits for room and is shown once, in order', async () => {
    store.failNextWrite(full)
    store.failNextWrite(full)
    say(one, 'a', 'Hel')
    await transcripts.flush()
    expect([await texts(one), shown]).toEqual([[], []])
    transcripts.append(one, 'a', 'lo')
    say(two, 'b', 'beside')
    await transcripts.flush()
    clock.advance(500)
    await transcripts.flush()
    expect([await texts(one), await texts(two)]).toEqual([['Hello'], ['beside']])
    expect(shown.map((write) => write.op)).toEqual(['put', 'append'])
    expect(problems).toEqual(['store-full'])
  })

  it('is tried again by itself', async () => {
    store.failNextWrite(full)
    say(one, 'a', 'Hello')
    await transcripts.flush()
    clock.advance(500)
    await new Promise<void>((resolve) => setImmediate(resolve))
    expect(await texts(one)).toEqual(['Hello'])
  })

  it('keeps its numbering while it waits, though nobody writes any more', async () => {
    store.failNextWrite(full)
    say(one, 'a', 'first')
    await transcripts.release(one)
    await transcripts.open(one)
    say(one, 'b', 'second')
    await transcripts.flush()
    const page = await store.readTranscript(one, { kind: 'tail', limit: 10 })
    expect(page.rows.map((row) => [row.text, row.position, row.sequence])).toEqual([
      ['first', 1, 1],
      ['second', 2, 2],
    ])
  })

  it('harms no other thread, nor what its own thread says later', async () => {
    // The batch, the thread's part of it, and that part's only write.
    for (let time = 0; time < 3; time += 1) store.failNextWrite(failed)
    say(one, 'a', 'lost')
    await transcripts.flush()
    transcripts.append(one, 'a', ' more')
    say(one, 'c', 'kept')
    say(two, 'b', 'beside')
    await transcripts.flush()
    expect([await texts(one), await texts(two)]).toEqual([['kept'], ['beside']])
    expect(shown.map((write) => (write.op === 'put' ? write.row.text : write.text))).toEqual(['kept'])
    expect(problems.length).toBeGreaterThan(0)
  })

  it('gives up rather than fill the memory', async () => {
    const store8 = 'x'.repeat(1024 * 1024)
    for (let count = 0; count < 20; count += 1) {
      store.failNextWrite(full)
      say(one, `e${count}`, store8)
      await transcripts.flush()
    }
    await transcripts.flush()
    const kept = await texts(one)
    expect(kept.length).toBeLessThan(20)
    expect(problems.length).toBeGreaterThan(0)
  })
})
