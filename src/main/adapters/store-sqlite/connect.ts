import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/** Size of the file in bytes; null when there is none. */
export function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null
}

/** A reader that leaves the folder as it finds it: without a log beside the file none is made. */
export function connectReader(file: string, busyTimeout: number): DatabaseSync {
  const address = pathToFileURL(file)
  if ((sizeOf(`${file}-wal`) ?? 0) === 0) address.search = '?immutable=1'
  return new DatabaseSync(address, { readOnly: true, timeout: busyTimeout })
}

/** FULL: a commit is on the disk when it is acknowledged. */
export function connectWriter(file: string, busyTimeout: number): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeout })
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA cache_size = -8000;
    `)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

export function readNumber(database: DatabaseSync, sql: string): number {
  const row = database.prepare(sql).get()
  return row === undefined ? 0 : Number(Object.values(row)[0])
}
