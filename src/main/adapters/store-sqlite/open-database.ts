import type { DatabaseSync } from 'node:sqlite'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { ReadOnlyReason, StoreStatus } from '../../ports/store.ts'
import { connectReader, connectWriter, readNumber } from './connect.ts'
import { createDatabase } from './create-database.ts'
import { damaged, locked, notMigrated, notOwned, unwritable } from './failures.ts'
import { inspectFile } from './inspect-file.ts'
import { type MigrationPlan, migrateDatabase } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { describeError, sqliteTrouble } from './sqlite-error.ts'

export interface OpenedDatabase {
  /** Null where there is nothing that could be read. */
  readonly database: DatabaseSync | null
  readonly status: StoreStatus
  /** The last writer did not get to close the file. */
  readonly unclean: boolean
}

export type OpenFailure = Failure<'store-unwritable' | 'store-locked'>

export interface DatabaseOptions extends MigrationPlan {
  readonly file: string
  /** Milliseconds to wait for a lock that another process holds. */
  readonly busyTimeout: number
}

/** Opens the file to own it; one that must not be written is opened for reading, with the reason as its status. */
export function openDatabase(options: DatabaseOptions): Result<OpenedDatabase, OpenFailure> {
  return explained(options.file, () => {
    const inspection = inspectFile(options.file, latest(options.migrations), options.busyTimeout)
    if (inspection.kind === 'unusable') return ok(openReadOnly(options, inspection.reason))
    if (inspection.kind === 'absent') createDatabase(options.file, options)
    return openWritable(options, inspection.kind === 'known' ? inspection.version : null)
  })
}

/** Opens the file only to ask it: nothing is created, recovered or migrated, and its end is not noted. */
export function openDatabaseToRead(options: Omit<DatabaseOptions, 'now'>): Result<OpenedDatabase, OpenFailure> {
  return explained(options.file, () => {
    const inspection = inspectFile(options.file, latest(options.migrations), options.busyTimeout)
    const reason = inspection.kind === 'unusable' ? inspection.reason : notOwned(options.file)
    if (inspection.kind !== 'absent') return ok(openReadOnly(options, reason))
    return ok({ database: null, status: { kind: 'read-only', reason }, unclean: false })
  })
}

function openWritable(options: DatabaseOptions, version: number | null): Result<OpenedDatabase, OpenFailure> {
  const { file } = options
  let database: DatabaseSync
  try {
    database = connectWriter(file, options.busyTimeout)
  } catch (error) {
    return refusedWriter(options, error)
  }
  try {
    migrateDatabase(database, file, options)
    probeWriting(database)
    const unclean = readNumber(database, "SELECT value FROM meta WHERE key = 'clean'") !== 1
    return ok({ database, status: { kind: 'writable' }, unclean })
  } catch (error) {
    const behind = version !== null && version < latest(options.migrations) && sqliteTrouble(error) !== 'locked'
    if (!behind) {
      database.close()
      return refusedWriter(options, error)
    }
    const opened = openReadOnly(options, notMigrated(file, version, describeError(error)))
    database.close()
    return ok(opened)
  }
}

/** A write that is taken back: SQLite opens what it may only read without a word, even for BEGIN IMMEDIATE. */
function probeWriting(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec('UPDATE meta SET value = value')
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
}

function refusedWriter(options: DatabaseOptions, error: unknown): Result<OpenedDatabase, OpenFailure> {
  const trouble = sqliteTrouble(error)
  if (trouble === 'locked' || trouble === null) throw error
  const detail = describeError(error)
  const reason = trouble === 'damaged' ? damaged(options.file, detail) : unwritable(options.file, detail)
  return ok(openReadOnly(options, reason))
}

function openReadOnly(options: Pick<DatabaseOptions, 'file' | 'busyTimeout'>, reason: ReadOnlyReason): OpenedDatabase {
  const status: StoreStatus = { kind: 'read-only', reason }
  try {
    return { database: connectReader(options.file, options.busyTimeout), status, unclean: false }
  } catch (error) {
    if (sqliteTrouble(error) === null) throw error
    return { database: null, status, unclean: false }
  }
}

function latest(migrations: readonly Migration[]): number {
  return Math.max(...migrations.map((migration) => migration.version))
}

/** A file that can't even be looked at: held by someone else, or out of reach. */
function explained(file: string, open: () => Result<OpenedDatabase, OpenFailure>): Result<OpenedDatabase, OpenFailure> {
  try {
    return open()
  } catch (error) {
    if (sqliteTrouble(error) === 'locked') return err(locked(file))
    if (sqliteTrouble(error) === null && !isFileError(error)) throw error
    return err(unwritable(file, describeError(error)))
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
