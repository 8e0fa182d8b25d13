import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { StoredEvent } from '../../../src/shared/domain/event.ts'

/** The events of a database that no host has open, in order. */
export function readLog(file: string): readonly StoredEvent[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = database
      .prepare('SELECT sequence, at, actor, command, cause, body FROM events ORDER BY sequence')
      .all()
    return rows.map(({ body, ...row }) => ({ ...row, event: JSON.parse(String(body)) }) as unknown as StoredEvent)
  } finally {
    database.close()
  }
}

/** With what is not yet in the file itself. */
export function databaseBytes(file: string): number {
  return ['', '-wal'].reduce(
    (sum, ending) => sum + (statSync(`${file}${ending}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
