import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StorePort, StoreStatus } from '../../ports/store.ts'
import { batchOf, sampleEvent, sampleState } from '../../ports/testing/store-samples.ts'
import { copyCrashed, digestFolder, tamper } from './testing/store-files.ts'
import { openStore, openStoreHere, temporaryFolder } from './testing/temporary-store.ts'

describe('a damaged file', () => {
  it('cut short anywhere opens read-only and stays as it is', { timeout: 60_000 }, async () => {
    const whole = join(temporaryFolder(), 'switchyard.db')
    await fill(whole, 400)
    const bytes = readFileSync(whole)
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        writeFileSync(file, bytes.subarray(0, length))
        await expectRefusing(folder, file)
      }),
      { numRuns: 25, examples: [[0], [1], [99], [100], [4_096], [bytes.length - 1], [bytes.length - 4_096]] },
    )
  })

  it('of garbage, or another program’s database, opens read-only and stays as it is', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    writeFileSync(file, 'these are not the bytes you are looking for\n'.repeat(500))
    await expectRefusing(folder, file)
    rmSync(file)
    tamper(file, 'CREATE TABLE notes (text TEXT)')
    await expectRefusing(folder, file)
  })

  it('that is gone while its log is still there is not replaced by an empty one', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    writeFileSync(`${file}-wal`, 'what was written last')
    await expectRefusing(folder, file)
  })

  it('found after an unclean end turns the store read-only while it serves, and keeps the file', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    await fill(file, 3_000)
    tamper(file, "UPDATE meta SET value = '0' WHERE key = 'clean'")
    overwriteMiddle(file)
    const before = digestFolder(folder)
    const store = await openStore(file)
    expect(await readOnlyStatus(store)).toMatchObject({ reason: { code: 'store-damaged' } })
    expect(await store.commit(batchOf({ events: [sampleEvent(9_000)] }))).toMatchObject({
      error: { code: 'store-read-only', facts: { reason: 'store-damaged' } },
    })
    expect((await store.load()).states).toEqual([sampleState('thread-1', 3_000)])
    await store.close()
    expect(digestFolder(folder)).toEqual(before)
  })

  it('after a clean end is not looked through', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    await fill(file, 3_000)
    overwriteMiddle(file)
    const store = await openStoreHere(file)
    expect(await store.load()).toMatchObject({ sequence: 3_000 })
    expect(store.status.kind).toBe('writable')
  })

  it('is found by a read that meets it, which answers what comes before', async () => {
    const file = join(temporaryFolder(), 'switchyard.db')
    await fill(file, 3_000)
    overwriteMiddle(file)
    const store = await openStoreHere(file)
    const events = await store.readEvents({ after: 0, limit: 5_000 })
    expect(events.length).toBeGreaterThan(0)
    expect(events.length).toBeLessThan(3_000)
    expect(await readOnlyStatus(store)).toMatchObject({ reason: { code: 'store-damaged' } })
  })

  it('whose log survived is found by the check', async () => {
    const original = join(temporaryFolder(), 'switchyard.db')
    const file = join(temporaryFolder(), 'switchyard.db')
    const running = await openStoreHere(original)
    await running.commit(batchOf({ events: eventsUpTo(20_000) }))
    await running.commit(batchOf({ events: [sampleEvent(20_001)] }))
    copyCrashed(original, file)
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096)
    const store = await openStoreHere(file)
    expect(await readOnlyStatus(store)).toMatchObject({ reason: { code: 'store-damaged' } })
  })
})

function eventsUpTo(count: number) {
  return Array.from({ length: count }, (_, at) => sampleEvent(at + 1))
}

async function fill(file: string, count: number): Promise<void> {
  const store = await openStore(file)
  const stored = await store.commit(batchOf({ events: eventsUpTo(count), states: [sampleState('thread-1', count)] }))
  expect(stored.ok).toBe(true)
  await store.close()
}

function overwriteMiddle(file: string): void {
  const middle = Math.floor(statSync(file).size / 8_192) * 4_096
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(3 * 4_096, 0xff), 0, 3 * 4_096, middle)
  closeSync(descriptor)
}

async function expectRefusing(folder: string, file: string): Promise<void> {
  const before = digestFolder(folder)
  const store = await openStore(file)
  expect(store.status).toMatchObject({ kind: 'read-only', reason: { code: 'store-damaged', facts: { file } } })
  const { sequence } = await store.load()
  expect(sequence).toBeGreaterThanOrEqual(0)
  await store.readEvents({ after: 0, limit: 1_000 })
  expect(await store.commit(batchOf({ events: [sampleEvent(1)] }))).toMatchObject({
    ok: false,
    error: { code: 'store-read-only' },
  })
  await store.close()
  expect(digestFolder(folder)).toEqual(before)
}

function readOnlyStatus(store: StorePort): Promise<StoreStatus> {
  if (store.status.kind === 'read-only') return Promise.resolve(store.status)
  return new Promise((resolve) => store.onStatusChange(resolve))
}
