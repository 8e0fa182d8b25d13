import { renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { readNumber } from './connect.ts'
import { removeDatabase, syncPath } from './durable-file.ts'
import type { Migration } from './migrations/migration.ts'

export interface MigrationPlan {
  readonly migrations: readonly Migration[]
  /** Milliseconds since the epoch, kept in the file for whoever has to find out what happened to it. */
  readonly now: number
}

/** Where the copy made before leaving format `version` is kept. */
export function backupName(file: string, version: number): string {
  return `${file}.backup-v${version}`
}

/** Brings an existing file up to date, after a copy of it is on the disk. Throws and changes nothing if any step fails. */
export function migrateDatabase(database: DatabaseSync, file: string, plan: MigrationPlan): void {
  const version = readNumber(database, 'PRAGMA user_version')
  if (!plan.migrations.some((migration) => migration.version > version)) return
  backUp(database, file, backupName(file, version))
  runMigrations(database, plan)
}

/** All outstanding steps in one transaction. */
export function runMigrations(database: DatabaseSync, plan: MigrationPlan): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const version = readNumber(database, 'PRAGMA user_version')
    for (const migration of plan.migrations) {
      if (migration.version <= version) continue
      database.exec(migration.sql)
      database.exec(`PRAGMA user_version = ${migration.version}`)
      noteMigration(database, migration.version, plan.now)
    }
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function noteMigration(database: DatabaseSync, version: number, now: number): void {
  database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(`migrated-to-${version}`, String(now))
}

function backUp(database: DatabaseSync, file: string, target: string): void {
  const draft = `${target}.partial`
  removeDatabase(draft)
  try {
    database.prepare('VACUUM INTO ?').run(draft)
    syncPath(draft)
  } catch (error) {
    removeDatabase(draft)
    throw error
  }
  renameSync(draft, target)
  syncPath(dirname(file))
}
