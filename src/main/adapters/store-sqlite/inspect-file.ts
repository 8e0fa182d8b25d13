import { closeSync, openSync, readSync } from 'node:fs'
import type { ReadOnlyReason } from '../../ports/store.ts'
import { connectReader, readNumber, sizeOf } from './connect.ts'
import { damaged, newer } from './failures.ts'
import { applicationId } from './migrations/0001-initial.ts'
import { describeError, sqliteTrouble } from './sqlite-error.ts'

export type Inspection =
  | { readonly kind: 'absent' }
  | { readonly kind: 'known'; readonly version: number }
  | { readonly kind: 'unusable'; readonly reason: ReadOnlyReason }

/**
 * Looks at the file without touching it, since even opening a damaged file for writing may change
 * it. Throws SQLite's error when the file can't be opened at all or is locked.
 */
export function inspectFile(file: string, known: number, busyTimeout: number): Inspection {
  const size = sizeOf(file)
  const logged = (sizeOf(`${file}-wal`) ?? 0) > 0
  if (size === null && !logged) return { kind: 'absent' }
  if (size === null) return unusable(file, 'the file is gone but its log is still there')
  if (size === 0) return unusable(file, 'the file is empty')
  const cut = logged ? null : describeCut(file, size)
  if (cut !== null) return unusable(file, cut)
  try {
    return inspectContent(file, known, busyTimeout)
  } catch (error) {
    if (sqliteTrouble(error) === 'damaged') return unusable(file, describeError(error))
    throw error
  }
}

function inspectContent(file: string, known: number, busyTimeout: number): Inspection {
  const database = connectReader(file, busyTimeout)
  try {
    const version = readNumber(database, 'PRAGMA user_version')
    if (readNumber(database, 'PRAGMA application_id') !== applicationId) {
      return unusable(file, 'it is not a store of Switchyard')
    }
    if (version > known) return { kind: 'unusable', reason: newer(file, version, known) }
    return { kind: 'known', version }
  } finally {
    database.close()
  }
}

function unusable(file: string, detail: string): Inspection {
  return { kind: 'unusable', reason: damaged(file, detail) }
}

/** Without a log the header's page count is the truth; SQLite itself overlooks a last page cut short. */
function describeCut(file: string, size: number): string | null {
  const header = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, header, 0, header.length, 0)
  } finally {
    closeSync(descriptor)
  }
  if (header.toString('latin1', 0, 15) !== 'SQLite format 3') return 'file is not a database'
  const stored = header.readUInt16BE(16)
  const pageSize = stored === 1 ? 65_536 : stored
  const expected = pageSize * header.readUInt32BE(28)
  return size < expected || size % pageSize !== 0 ? `${size} bytes are left of ${expected}` : null
}
