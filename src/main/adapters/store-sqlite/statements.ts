import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** Each statement is prepared once and reused; rows come as arrays in column order. */
export class Statements {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** How many rows it changed. */
  run(sql: string, values: readonly SQLInputValue[] = []): number {
    return Number(this.#prepare(sql).run(...values).changes)
  }

  iterate(sql: string, values: readonly SQLInputValue[]): Iterable<unknown> {
    return this.#prepare(sql).iterate(...values)
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    statement.setReturnArrays(true)
    this.#prepared.set(sql, statement)
    return statement
  }
}
