import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TranscriptBatch } from '../../../shared/contract/channels/transcript.ts'
import { applyTranscriptWrites } from '../../../shared/contract/transcript-replica.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { Transcripts } from '../../engine/transcripts.ts'
import { transcriptPageSize } from '../../ports/store.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import { defaultLimits, type GatewayLimits } from '../limits.ts'
import { createFlyingClock } from '../testing/flying-clock.ts'
import { threadId } from '../testing/host-fixture.ts'
import { Pace } from './pace.ts'
import { watchTranscript } from './watch-transcript.ts'

const thread = threadId('one')

async function conversation(limits: Partial<GatewayLimits> = {}) {
  const clock = createFlyingClock()
  const store = new MemoryStore()
  const transcripts = new Transcripts({
    store,
    clock,
    problem: (refusal) => {
      throw new Error(refusal.message)
    },
  })
  await transcripts.open(thread)
  let buffered = 0
  const source = {
    subscribe: transcripts.subscribe.bind(transcripts),
    read: store.readTranscript.bind(store),
    limits: { ...defaultLimits, ...limits },
  }
  const watch = (after: number, signal?: AbortSignal) => {
    const connection = { buffered: () => buffered }
    const pace = new Pace({ clock, connection, signal, bufferedBytes: 100 })
    return watchTranscript(source, { thread, after }, pace)
  }
  return {
    transcripts,
    watch,
    stall: (bytes: number) => {
      buffered = bytes
    },
    tail: () => store.readTranscript(thread, { kind: 'tail', limit: 1000 }),
    put: (entry: string, text: string) => transcripts.put(thread, { entry, kind: 'message', head: {}, text }),
  }
}

/** Reads until the host's last change has arrived; a resync reads the tail, as a client does. */
async function readOn(
  talk: Awaited<ReturnType<typeof conversation>>,
  from: { rows: readonly TranscriptRow[]; sequence: number },
): Promise<{ rows: readonly TranscriptRow[]; sequence: number }> {
  let { rows, sequence } = from
  const goal = (await talk.tail()).sequence
  for await (const batch of talk.watch(sequence)) {
    if (batch.kind === 'resync') rows = (await talk.tail()).rows
    else rows = applyTranscriptWrites(rows, batch.writes)
    sequence = batch.sequence
    if (sequence >= goal) break
  }
  return { rows, sequence }
}

describe('following a transcript', () => {
  it('misses nothing where pages end early because entries are large', async () => {
    const talk = await conversation()
    for (const entry of ['a', 'b', 'c', 'd', 'e']) talk.put(entry, entry.repeat(transcriptPageSize / 2))
    await talk.transcripts.flush()
    const { rows } = await readOn(talk, { rows: [], sequence: 0 })
    expect(rows.map((row) => row.entry)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('equals what is stored after any cuts', async () => {
    const change = fc.record({
      entry: fc.nat(5),
      text: fc.string({ maxLength: 5 }),
      how: fc.constantFrom('put', 'append', 'cut'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (changes) => {
        const talk = await conversation()
        const known = new Set<string>()
        let seen: { rows: readonly TranscriptRow[]; sequence: number } = { rows: [], sequence: 0 }
        for (const { entry, text, how } of changes) {
          const name = `e${entry}`
          if (how === 'cut') {
            await talk.transcripts.flush()
            seen = await readOn(talk, seen)
          } else if (how === 'append' && known.has(name)) {
            talk.transcripts.append(thread, name, text)
          } else {
            known.add(name)
            talk.put(name, text)
          }
        }
        await talk.transcripts.flush()
        seen = await readOn(talk, seen)
        expect(seen.rows).toEqual((await talk.tail()).rows)
      }),
    )
  })

  it('gives up what a reader leaves, and says so when it reads again', async () => {
    const talk = await conversation({ waitingWrites: 5 })
    const abort = new AbortController()
    const stream = talk.watch(0, abort.signal)
    expect((await stream.next()).value).toEqual({ kind: 'writes', writes: [], sequence: 0 })
    talk.stall(101)
    const next = stream.next()
    for (let at = 0; at < 20; at += 1) talk.put(`e${at}`, 'text')
    await talk.transcripts.flush()
    talk.stall(0)
    expect((await next).value).toEqual({ kind: 'resync', sequence: 20 })
    talk.put('later', 'text')
    const after = (await stream.next()).value as Extract<TranscriptBatch, { kind: 'writes' }>
    expect(after.writes).toHaveLength(1)
    abort.abort()
    expect((await stream.next()).done).toBe(true)
  })

  it('sends a reader far behind to the tail', async () => {
    const talk = await conversation()
    for (let at = 0; at < 1100; at += 1) talk.put(`e${at}`, 'text')
    await talk.transcripts.flush()
    const kinds: string[] = []
    for await (const batch of talk.watch(0)) {
      kinds.push(batch.kind)
      if (batch.sequence === 1100) break
    }
    expect(kinds).toEqual([...Array.from({ length: 5 }, () => 'writes'), 'resync'])
  })
})
