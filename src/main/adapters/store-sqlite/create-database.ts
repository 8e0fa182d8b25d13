import { closeSync, linkSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { connectWriter } from './connect.ts'
import { removeDatabase, syncPath } from './durable-file.ts'
import { type MigrationPlan, runMigrations } from './migrate.ts'

/**
 * Makes the file under another name and links it into place when it is whole, so that a store that
 * was cut off while it was made never looks like a damaged or an empty one. Readable by its user only.
 */
export function createDatabase(file: string, plan: MigrationPlan): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.new`
  removeDatabase(draft)
  closeSync(openSync(draft, 'wx', 0o600))
  const database = connectWriter(draft, 0)
  try {
    runMigrations(database, plan)
  } finally {
    database.close()
  }
  syncPath(draft)
  putInPlace(draft, file)
  removeDatabase(draft)
  syncPath(folder)
}

/** A link never replaces a file that someone else made meanwhile; not every file system has links. */
function putInPlace(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    renameSync(draft, file)
  }
}
