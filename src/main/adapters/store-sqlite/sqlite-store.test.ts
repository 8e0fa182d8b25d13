import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { batchOf, put, sampleEvent } from '../../ports/testing/store-samples.ts'
import type { Channel } from './channel.ts'
import { connectReader, readNumber } from './connect.ts'
import { SqliteStore } from './sqlite-store.ts'
import { tamper } from './testing/store-files.ts'
import { openStore, temporaryFolder } from './testing/temporary-store.ts'
import { WorkerChannel } from './worker-channel.ts'

const writable = { status: { kind: 'writable' }, unclean: false } as const

describe('the note of a clean end', () => {
  it('is taken back by the first write and made by closing', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    const store = await openStore(file)
    expect(isClean(file)).toBe(true)
    await store.commit(batchOf({ events: [sampleEvent(1)] }))
    expect(isClean(file)).toBe(false)
    await store.close()
    expect(isClean(file)).toBe(true)
  })

  it('is not made for a file that was not closed and not found sound', async () => {
    expect(await asked(async (store) => store.close())).toEqual([['close', { clean: false }]])
    expect(
      await asked(async (store) => {
        await store.noteChecked(null)
        await store.close()
      }),
    ).toEqual([['close', { clean: true }]])
    expect(
      await asked(async (store) => {
        await store.noteChecked('a page is missing')
        await store.close()
      }),
    ).toEqual([
      ['damaged', { detail: 'a page is missing' }],
      ['close', { clean: false }],
    ])
  })
})

describe('a store whose thread is gone', () => {
  it('refuses writes, throws at reads and can be closed', async () => {
    const worker = new Worker('process.exit(3)', { eval: true, env: {}, execArgv: [] })
    const store = new SqliteStore('switchyard.db', new WorkerChannel(worker), writable)
    const early = store.commit(batchOf({ events: [sampleEvent(1)] }))
    await once(worker, 'exit')
    expect(await early).toMatchObject({ ok: false, error: { code: 'store-failed' } })
    expect(await store.appendTranscript([put('thread-1', 'a', { position: 1, sequence: 1 })])).toMatchObject({
      error: { code: 'store-failed' },
    })
    await expect(store.load()).rejects.toThrow('the store thread has ended')
    await store.close()
  })
})

describe('rows that are no JSON', () => {
  it('are left out, and the store turns read-only', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    const first = await openStore(file)
    await first.commit(batchOf({ events: [sampleEvent(1), sampleEvent(2), sampleEvent(3)] }))
    await first.close()
    tamper(file, 'UPDATE events SET body = substr(body, 2) WHERE sequence = 2')
    const store = await openStore(file)
    expect(await store.readEvents({ after: 0, limit: 5 })).toEqual([sampleEvent(1), sampleEvent(3)])
    expect(store.status).toMatchObject({ kind: 'read-only', reason: { code: 'store-damaged' } })
    await store.close()
  })
})

function isClean(file: string): boolean {
  const reader = connectReader(file, 100)
  try {
    return readNumber(reader, "SELECT value FROM meta WHERE key = 'clean'") === 1
  } finally {
    reader.close()
  }
}

/** What a store opened on an unclean file asks of its channel. */
async function asked(use: (store: SqliteStore) => Promise<void>): Promise<unknown[]> {
  const questions: unknown[] = []
  const channel: Channel = {
    ask: async (call, body) => {
      questions.push([call, body])
      return undefined as never
    },
    end: async () => undefined,
  }
  await use(new SqliteStore('switchyard.db', channel, { ...writable, unclean: true }))
  return questions
}
