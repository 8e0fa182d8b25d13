import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { StorePort } from '../../ports/store.ts'
import { batchOf, sampleEvent, sampleState } from '../../ports/testing/store-samples.ts'
import { openSqliteStoreReadOnly } from './open-sqlite-store-read-only.ts'
import { copyCrashed, digestFolder } from './testing/store-files.ts'
import { openStore, openStoreHere, temporaryFolder } from './testing/temporary-store.ts'

describe('a store opened only to read', () => {
  it('answers an empty model where there is no file, and makes none', async () => {
    const folder = join(temporaryFolder(), 'data')
    const store = await openToRead(join(folder, 'switchyard.db'))
    expect(await store.load()).toEqual({ sequence: 0, states: [], effects: [] })
    expect(await store.readEvents({ after: 0, limit: 5 })).toEqual([])
    await store.close()
    expect(existsSync(folder)).toBe(false)
  })

  it('answers from a closed file, refuses writes and changes nothing', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    const owner = await openStore(file)
    await owner.commit(batchOf({ events: [sampleEvent(1)], states: [sampleState('a', 1)] }))
    await owner.close()
    const before = digestFolder(folder)
    const store = await openToRead(file)
    expect(store.status).toMatchObject({ kind: 'read-only', reason: { code: 'store-not-owned' } })
    expect(await store.load()).toEqual({ sequence: 1, states: [sampleState('a', 1)], effects: [] })
    expect(await store.commit(batchOf({ events: [sampleEvent(2)] }))).toMatchObject({
      ok: false,
      error: { code: 'store-read-only' },
    })
    await store.close()
    expect(digestFolder(folder)).toEqual(before)
  })

  it('sees what a killed host left in the log, and leaves it there', async () => {
    const folder = temporaryFolder()
    const original = join(temporaryFolder(), 'switchyard.db')
    const running = await openStoreHere(original)
    await running.commit(batchOf({ events: [sampleEvent(1), sampleEvent(2)] }))
    const file = join(folder, 'switchyard.db')
    copyCrashed(original, file)
    const before = digestFolder(folder)
    const store = await openToRead(file)
    expect(await store.readEvents({ after: 0, limit: 5 })).toEqual([sampleEvent(1), sampleEvent(2)])
    await store.close()
    expect(digestFolder(folder)).toEqual(before)
  })

  it('says when the file is damaged', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    writeFileSync(file, 'garbage')
    const store = await openToRead(file)
    expect(store.status).toMatchObject({ reason: { code: 'store-damaged' } })
    expect(await store.load()).toEqual({ sequence: 0, states: [], effects: [] })
  })
})

async function openToRead(file: string): Promise<StorePort> {
  const opened = await openSqliteStoreReadOnly({ file })
  if (!opened.ok) throw new Error(opened.error.message)
  onTestFinished(() => opened.value.close())
  return opened.value
}
