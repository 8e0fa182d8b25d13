import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { batchOf, put, sampleEvent, sampleState } from '../../ports/testing/store-samples.ts'
import { migrations } from './migrations/all.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { digestFolder, tamper } from './testing/store-files.ts'
import { openStore, openStoreHere, temporaryFolder } from './testing/temporary-store.ts'

const workerEntry = new URL('worker.ts', import.meta.url)

describe('a file that cannot be written', () => {
  it('from a newer version opens read-only, answers and stays as it is', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    const first = await openStore(file)
    await first.commit(batchOf({ events: [sampleEvent(1)], states: [sampleState('a', 1)] }))
    await first.close()
    tamper(file, 'PRAGMA user_version = 99; DROP TABLE transcript')
    const before = digestFolder(folder)
    const store = await openStore(file)
    expect(store.status).toMatchObject({
      reason: { code: 'store-newer', facts: { found: 99, known: migrations.length } },
    })
    expect(await store.load()).toEqual({ sequence: 1, states: [sampleState('a', 1)], effects: [] })
    const page = { kind: 'tail', limit: 5 } as const
    expect(await store.readTranscript('thread-1' as ThreadId, page)).toEqual({ rows: [], sequence: 0 })
    expect(await store.commit(batchOf({ events: [sampleEvent(2)] }))).toMatchObject({
      error: { code: 'store-read-only', facts: { reason: 'store-newer' } },
    })
    await store.close()
    expect(digestFolder(folder)).toEqual(before)
  })

  it('because SQLite cannot work beside it opens read-only and answers', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    const first = await openStore(file)
    await first.commit(batchOf({ events: [sampleEvent(1)] }))
    await first.close()
    mkdirSync(`${file}-shm`)
    const store = await openStoreHere(file)
    expect(store.status).toMatchObject({ kind: 'read-only', reason: { code: 'store-unwritable' } })
    expect((await store.load()).sequence).toBe(1)
    expect(await store.commit(batchOf({ events: [sampleEvent(2)] }))).toMatchObject({
      error: { code: 'store-read-only', facts: { reason: 'store-unwritable' } },
    })
  })

  it('with a file in the place of its folder is refused and left alone', async () => {
    const place = join(temporaryFolder(), 'data')
    writeFileSync(place, 'not a folder')
    const opened = await openSqliteStore({ file: join(place, 'switchyard.db'), workerEntry, now: () => 0 })
    expect(opened).toMatchObject({ ok: false, error: { code: 'store-unwritable' } })
  })

  it('with a folder in its own place is refused and left alone', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    mkdirSync(file)
    const opened = await openSqliteStore({ file, workerEntry, now: () => 0 })
    expect(opened).toMatchObject({ ok: false, error: { code: 'store-unwritable' } })
    expect(readdirSync(folder)).toEqual(['switchyard.db'])
  })

  it('because another process holds it is refused, at opening and at a commit, until it is free', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    const store = await openStoreHere(file, { busyTimeout: 20 })
    const other = new DatabaseSync(file)
    onTestFinished(() => void (other.isOpen && other.close()))
    other.exec('BEGIN IMMEDIATE')
    const second = await openSqliteStore({ file, workerEntry, now: () => 0, busyTimeout: 20 })
    expect(second).toMatchObject({ ok: false, error: { code: 'store-locked' } })
    const batch = batchOf({ events: [sampleEvent(1)] })
    expect(await store.commit(batch)).toMatchObject({ ok: false, error: { code: 'store-locked' } })
    other.exec('ROLLBACK')
    expect(await store.commit(batch)).toMatchObject({ ok: true })
  })

  it('because the disk is full keeps nothing of the write, and works again once there is room', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    const maxPageCount = new Int32Array(new SharedArrayBuffer(4))
    const store = await openStoreHere(file, { maxPageCount })
    await store.commit(batchOf({ events: [sampleEvent(1)], states: [sampleState('a', 1)] }))
    const before = await store.load()
    maxPageCount[0] = 1
    const events = Array.from({ length: 500 }, (_, at) => sampleEvent(at + 2))
    const large = batchOf({ events, states: [sampleState('a', 501)] })
    expect(await store.commit(large)).toMatchObject({ ok: false, error: { code: 'store-full' } })
    const text = 'x'.repeat(100_000)
    const writes = [put('thread-1', 'a', { position: 1, sequence: 1, text })]
    expect(await store.appendTranscript(writes)).toMatchObject({ ok: false, error: { code: 'store-full' } })
    expect(await store.load()).toEqual(before)
    maxPageCount[0] = 0
    expect(await store.commit(large)).toMatchObject({ ok: true })
    expect(await store.appendTranscript(writes)).toMatchObject({ ok: true })
    expect((await store.load()).sequence).toBe(501)
  })
})
