import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { batchOf, sampleEvent } from '../../ports/testing/store-samples.ts'
import { connectReader, readNumber } from './connect.ts'
import { backupName, runMigrations } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'
import { type OpenedDatabase, openDatabase } from './open-database.ts'
import { digestFolder } from './testing/store-files.ts'
import { openStore, temporaryFolder } from './testing/temporary-store.ts'

const newest = migrations.length
const labels: Migration = {
  version: newest + 1,
  sql: "ALTER TABLE events ADD COLUMN label TEXT NOT NULL DEFAULT 'none'",
}
const broken: Migration = { version: newest + 2, sql: 'DROP TABLE receipts; ALTER TABLE nowhere ADD COLUMN x TEXT' }

describe('migrations', () => {
  it('are numbered without a gap from 1', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1))
  })

  it('make a new file without a copy and note when', () => {
    const folder = temporaryFolder()
    const { database } = open(join(folder, 'switchyard.db'), [...migrations, labels])
    expect(readValue(database, `SELECT value FROM meta WHERE key = 'migrated-to-${newest + 1}'`)).toBe(1_700)
    database?.close()
    expect(readdirSync(folder)).toEqual(['switchyard.db'])
  })

  it('bring an older file up to date after copying it', async () => {
    const file = await olderFile()
    const { database, status, unclean } = open(file, [...migrations, labels])
    expect({ status, unclean }).toEqual({ status: { kind: 'writable' }, unclean: false })
    expect(readValue(database, "SELECT count(*) FROM events WHERE label = 'none'")).toBe(3)
    expect(readValue(database, 'PRAGMA user_version')).toBe(newest + 1)
    database?.close()
    const copy = new DatabaseSync(backupName(file, newest), { readOnly: true })
    expect([readValue(copy, 'PRAGMA user_version'), readValue(copy, 'SELECT count(*) FROM events')]).toEqual([
      newest,
      3,
    ])
    copy.close()
    const restored = open(backupName(file, newest), migrations)
    expect(restored.status).toEqual({ kind: 'writable' })
    restored.database?.close()
  })

  it('find the groups of what an older file holds', () => {
    const { database } = open(join(temporaryFolder(), 'switchyard.db'), migrations.slice(0, 1))
    const rows = {
      message: { from: 'b', to: 'a' },
      said: { from: null, to: 'a' },
      contractVersion: { contract: 'c' },
      item: { cluster: 'k' },
      coupling: { project: 'p' },
      thread: { project: 'p' },
    }
    for (const [id, state] of Object.entries(rows)) {
      const aggregate = id === 'said' ? 'message' : id
      database?.prepare('INSERT INTO states VALUES (?, ?, 0, 1, ?)').run(aggregate, id, JSON.stringify(state))
    }
    if (database !== null) runMigrations(database, { migrations, now: 1_700 })
    const grouped = database?.prepare('SELECT id, grouped FROM states ORDER BY id').all()
    expect(grouped?.map((row) => Object.values(row))).toEqual([
      ['contractVersion', 'c'],
      ['coupling', 'p'],
      ['item', 'k'],
      ['message', 'a~b'],
      ['said', 'a~host'],
      ['thread', null],
    ])
    database?.close()
  })

  it('that fail change nothing: the file answers as it was, read-only', async () => {
    const file = await olderFile()
    const before = digestFolder(join(file, '..'))
    const { database, status } = open(file, [...migrations, labels, broken])
    expect(status).toMatchObject({ kind: 'read-only', reason: { code: 'store-not-migrated', facts: { from: newest } } })
    expect(readValue(database, 'SELECT count(*) FROM events')).toBe(3)
    expect(() => database?.exec('DELETE FROM events')).toThrow('readonly')
    database?.close()
    expect(digestFolder(join(file, '..'))).toMatchObject(before)
    const again = open(file, [...migrations, labels])
    expect(again.status).toEqual({ kind: 'writable' })
    again.database?.close()
  })

  it('do not start where no copy can be made', async () => {
    const file = await olderFile()
    mkdirSync(`${backupName(file, newest)}.partial`)
    const { database, status } = open(file, [...migrations, labels])
    expect(status).toMatchObject({ kind: 'read-only', reason: { code: 'store-not-migrated' } })
    database?.close()
    const reader = connectReader(file, 0)
    expect(readValue(reader, 'PRAGMA user_version')).toBe(newest)
    reader.close()
  })
})

async function olderFile(): Promise<string> {
  const file = join(temporaryFolder(), 'switchyard.db')
  const store = await openStore(file)
  await store.commit(batchOf({ events: [sampleEvent(1), sampleEvent(2), sampleEvent(3)] }))
  await store.close()
  return file
}

function open(file: string, steps: readonly Migration[]): OpenedDatabase {
  const opened = openDatabase({ file, migrations: steps, now: 1_700, busyTimeout: 20 })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

function readValue(database: DatabaseSync | null, sql: string): number {
  if (database === null) throw new Error('nothing was opened')
  return readNumber(database, sql)
}
