import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { ReadOnlyReason, StoreStatus } from '../../ports/store.ts'
import { connectReader } from './connect.ts'
import { damaged, failed, full, locked, readOnly, unwritable } from './failures.ts'
import type { OpenedDatabase } from './open-database.ts'
import { describeError, sqliteTrouble } from './sqlite-error.ts'
import { Statements } from './statements.ts'
import type { WriteOutcome } from './wire.ts'

export interface SessionOptions {
  readonly file: string
  readonly busyTimeout: number
  readonly onStatus: (status: StoreStatus) => void
  /** Pages the file may have, read before each transaction; 0 for no limit. Stands in for a full disk in tests. */
  readonly maxPageCount: Int32Array | null
}

/** Thrown inside a transaction to refuse it as a whole. */
export class WriteRefused extends Error {}

/** One open database, synchronous: reads that survive damage, and transactions. */
export class Session {
  readonly #options: SessionOptions
  #database: DatabaseSync | null
  #statements: Statements | null
  #status: StoreStatus
  #markedUnclean = false

  constructor(opened: OpenedDatabase, options: SessionOptions) {
    this.#options = options
    this.#database = opened.database
    this.#statements = opened.database === null ? null : new Statements(opened.database)
    this.#status = opened.status
  }

  /** The rows, or those before the place where the file can't be read any further. */
  read<Row>(sql: string, values: readonly SQLInputValue[]): Row[] {
    const rows: Row[] = []
    if (this.#statements === null) return rows
    try {
      for (const row of this.#statements.iterate(sql, values)) rows.push(row as Row)
    } catch (error) {
      const trouble = sqliteTrouble(error)
      if (trouble === 'damaged') this.damage(describeError(error))
      // A newer or older format may lack what is asked for.
      else if (trouble === null || this.#status.kind === 'writable') throw error
    }
    return rows
  }

  /** Runs `body` as one transaction: on the disk as a whole when this returns undefined, else not at all. */
  write(body: (statements: Statements) => void): WriteOutcome {
    const statements = this.#statements
    if (this.#status.kind === 'read-only') return readOnly(this.#status.reason)
    if (statements === null) throw new Error('a writable store without a database')
    try {
      this.#applyPageLimit()
      statements.run('BEGIN IMMEDIATE')
      const first = !this.#markedUnclean
      if (first) statements.run("UPDATE meta SET value = '0' WHERE key = 'clean'")
      body(statements)
      statements.run('COMMIT')
      if (first) this.#markedUnclean = true
      return undefined
    } catch (error) {
      if (this.#database?.isTransaction === true) statements.run('ROLLBACK')
      return this.#explain(error)
    }
  }

  /** Turns read-only for good. The file is let go of without moving its log into it. */
  damage(detail: string): void {
    this.#degrade(damaged(this.#options.file, detail))
  }

  close(clean: boolean): void {
    const database = this.#database
    if (database === null) return
    if (clean && this.#status.kind === 'writable') {
      this.write((statements) => void statements.run("UPDATE meta SET value = '1' WHERE key = 'clean'"))
    }
    this.#database = null
    this.#statements = null
    database.close()
  }

  #explain(error: unknown): WriteOutcome {
    const { file } = this.#options
    const detail = describeError(error)
    if (error instanceof WriteRefused) return failed(file, detail)
    switch (sqliteTrouble(error)) {
      case 'full':
        return full(file)
      case 'locked':
        return locked(file)
      case 'damaged':
        return readOnly(this.#degrade(damaged(file, detail)))
      case 'unwritable':
        return readOnly(this.#degrade(unwritable(file, detail)))
      case 'other':
        return failed(file, detail)
      case null:
        throw error
    }
  }

  #degrade(reason: ReadOnlyReason): ReadOnlyReason {
    if (this.#status.kind === 'read-only') return this.#status.reason
    this.#status = { kind: 'read-only', reason }
    const writer = this.#database
    this.#database = this.#connectReader()
    this.#statements = this.#database === null ? null : new Statements(this.#database)
    // Closed after the reader is open: the last one to close a file moves its log into it.
    writer?.close()
    this.#options.onStatus(this.#status)
    return reason
  }

  #connectReader(): DatabaseSync | null {
    try {
      const reader = connectReader(this.#options.file, this.#options.busyTimeout)
      // Only a read takes the lock that keeps the log where it is.
      reader.prepare('SELECT count(*) FROM sqlite_schema').get()
      return reader
    } catch (error) {
      if (sqliteTrouble(error) === null) throw error
      return null
    }
  }

  #applyPageLimit(): void {
    const limit = this.#options.maxPageCount?.[0]
    if (limit === undefined) return
    this.#database?.exec(`PRAGMA max_page_count = ${limit === 0 ? 4_294_967_294 : limit}`)
  }
}
