import { connectReader } from './connect.ts'
import { describeError, sqliteTrouble } from './sqlite-error.ts'

/** Reads the whole file; takes seconds on a large one, so it runs in a thread of its own. Null when it is sound. */
export function checkIntegrity(file: string, busyTimeout: number): string | null {
  try {
    const database = connectReader(file, busyTimeout)
    try {
      const rows = database.prepare('PRAGMA quick_check(5)').all()
      const findings = rows.flatMap((row) => Object.values(row)).map(String)
      return findings.length === 1 && findings[0] === 'ok' ? null : findings.join('; ')
    } finally {
      database.close()
    }
  } catch (error) {
    if (sqliteTrouble(error) === 'damaged') return describeError(error)
    throw error
  }
}
